import { z } from 'zod';
import { findIngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import { route } from '../http/route.ts';
import { requireWatchable } from './policy.ts';
import { presentIngestion } from './present.ts';
import { ingestionSchema } from './schema.ts';

export const getIngestion = route({
  operationId: 'getIngestion',
  tag: 'Ingestion',
  summary: 'How an upload is getting on',
  method: 'get',
  path: '/audiobooks/{id}/ingestion',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  params: z.object({ id: z.uuid() }),
  responses: { 200: { description: 'Status, progress, cost, timeline', schema: ingestionSchema } },
  handler: async ({ params, user, em, deps }) => {
    const report = requireWatchable(user, await findIngestionReport(em, params.id));
    return { status: 200, body: presentIngestion(report, deps.config) };
  },
});
