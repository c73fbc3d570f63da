import { z } from 'zod';
import { findIngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import { markReplayed } from '../../db/repositories/ingestion/ingestions.ts';
import { transact } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { replayRun } from '../replay-run.ts';
import { runReplaySchema } from '../runs/schema.ts';
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
      schema: runReplaySchema.meta({ id: 'IngestionRetry' }),
    },
  },
  problems: ['ingestion_not_failed'],
  handler: async ({ params, user, em, deps }) => {
    const id = params.audiobook_id;
    const report = requireWatchable(user, await findIngestionReport(em, id));
    const replay = await replayRun(deps, report, user.id);
    if (!replay) throw new Problem('ingestion_not_failed');
    await transact(em, (tx) => markReplayed(tx, report.workflowId));
    return {
      status: 202,
      headers: { Location: `/api/v1/audiobooks/${id}/ingestion` },
      body: replay,
    };
  },
});
