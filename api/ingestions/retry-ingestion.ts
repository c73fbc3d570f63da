import { WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { findIngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import { markReplayed } from '../../db/repositories/ingestion/ingestions.ts';
import { transact } from '../../db/transaction.ts';
import { findReplayPoint, replayFrom } from '../../platform/temporal-replay.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireWatchable } from './policy.ts';

export const retryIngestion = route({
  operationId: 'retryIngestion',
  tag: 'Admin',
  summary: 'Replay a failed ingestion',
  description:
    'Takes up the run where it failed. Chunks that are done are neither sent nor paid for again.',
  method: 'post',
  path: '/admin/ingestions/{audiobook_id}/retry',
  auth: 'admin',
  scope: 'admin',
  params: z.object({ audiobook_id: z.uuid() }),
  responses: {
    202: {
      description: 'It runs again',
      schema: z
        .object({ workflow_id: z.string(), run_id: z.string(), step: z.string() })
        .meta({ id: 'IngestionRetry' }),
    },
  },
  problems: ['ingestion_not_failed'],
  handler: async ({ params, user, em, deps }) => {
    const id = params.audiobook_id;
    const { workflowId, status } = requireWatchable(user, await findIngestionReport(em, id));
    const patienceMs = status === 'transcription_failed' ? 5000 : 0;
    const point = await findReplayPoint(deps.temporal, workflowId, patienceMs).catch(
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      },
    );
    if (!point) throw new Problem('ingestion_not_failed');
    const runId = await replayFrom(deps.temporal, point, `Retried by ${user.id} over the API`);
    await transact(em, (tx) => markReplayed(tx, workflowId));
    return {
      status: 202,
      headers: { Location: `/api/v1/audiobooks/${id}/ingestion` },
      body: { workflow_id: workflowId, run_id: runId, step: point.step },
    };
  },
});
