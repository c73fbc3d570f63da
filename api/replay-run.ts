import { WorkflowNotFoundError } from '@temporalio/client';
import type { z } from 'zod';
import type { RunReport } from '../db/repositories/transcription/run-report.ts';
import { findReplayPoint, replayFrom } from '../platform/temporal-replay.ts';
import type { ApiDeps } from './api-deps.ts';
import type { runReplaySchema } from './runs/schema.ts';

/** A run notes its failure first, and then ends. */
const endPatienceMs = 5000;

/**
 * Takes a run up where it failed.
 *
 * @returns null when it has not failed
 */
export async function replayRun(
  { temporal }: Pick<ApiDeps, 'temporal'>,
  { workflowId, failureCode }: Pick<RunReport<string>, 'workflowId' | 'failureCode'>,
  userId: string,
): Promise<z.infer<typeof runReplaySchema> | null> {
  const patienceMs = failureCode ? endPatienceMs : 0;
  const point = await findReplayPoint(temporal, workflowId, patienceMs).catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  });
  if (!point) return null;
  const runId = await replayFrom(temporal, point, `Retried by ${userId} over the API`);
  return { workflow_id: workflowId, run_id: runId, step: point.step };
}
