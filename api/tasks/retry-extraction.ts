import { findOwnExtraction } from '../../db/repositories/tasks/extraction-report.ts';
import { markExtractionReplayed } from '../../db/repositories/tasks/task-extractions.ts';
import { transact } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { replayRun } from '../replay-run.ts';
import { runReplaySchema } from '../runs/schema.ts';
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
      schema: runReplaySchema.meta({ id: 'ExtractionRetry' }),
    },
  },
  problems: ['extraction_not_failed'],
  handler: async ({ params, user, em, deps }) => {
    const report = requireOwn(await findOwnExtraction(em, user.id, params.id));
    const replay = await replayRun(deps, report, user.id);
    if (!replay) throw new Problem('extraction_not_failed');
    await transact(em, (tx) => markExtractionReplayed(tx, report.workflowId));
    return {
      status: 202,
      headers: { Location: `/api/v1/tasks/${params.id}/extraction` },
      body: replay,
    };
  },
});
