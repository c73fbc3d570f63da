import { WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { findOwnExtraction } from '../../db/repositories/tasks/extraction-report.ts';
import { markExtractionReplayed } from '../../db/repositories/tasks/task-extractions.ts';
import { transact } from '../../db/transaction.ts';
import { findReplayPoint, replayFrom } from '../../platform/temporal-replay.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireOwn } from './policy.ts';
import { taskParams } from './schema.ts';

export const retryExtraction = route({
  operationId: 'retryExtraction',
  tag: 'Tasks',
  summary: 'Take a failed extraction up where it failed',
  description: 'What is transcribed and what was found stays, and is not paid for again.',
  method: 'post',
  path: '/tasks/{id}/extraction/retry',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  limit: { name: 'retry-extraction', points: 30, perSeconds: 3600, by: 'user' },
  params: taskParams,
  responses: {
    202: {
      description: 'It runs again',
      schema: z
        .object({ workflow_id: z.string(), run_id: z.string(), step: z.string() })
        .meta({ id: 'ExtractionRetry' }),
    },
  },
  problems: ['extraction_not_failed'],
  handler: async ({ params, user, em, deps }) => {
    const { workflowId } = requireOwn(await findOwnExtraction(em, user.id, params.id));
    const point = await findReplayPoint(deps.temporal, workflowId).catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    });
    if (!point) throw new Problem('extraction_not_failed');
    const runId = await replayFrom(deps.temporal, point, `Retried by ${user.id} over the API`);
    await transact(em, (tx) => markExtractionReplayed(tx, workflowId));
    return {
      status: 202,
      headers: { Location: `/api/v1/tasks/${params.id}/extraction` },
      body: { workflow_id: workflowId, run_id: runId, step: point.step },
    };
  },
});
