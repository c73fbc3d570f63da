import { z } from 'zod';
import { findIngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import { listIngestionIds } from '../../db/repositories/ingestion/list-ingestions.ts';
import { ingestionStatuses } from '../../domain/contracts/ingest-audiobook.ts';
import { pageQuery, pageSchema, presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { presentIngestion } from './present.ts';
import { ingestionSchema } from './schema.ts';

export const listIngestions = route({
  operationId: 'listIngestions',
  tag: 'Admin',
  summary: 'Ingestions, newest first',
  method: 'get',
  path: '/admin/ingestions',
  auth: 'admin',
  scope: 'admin',
  query: z.strictObject({ ...pageQuery, status: z.enum(ingestionStatuses).optional() }),
  responses: {
    200: { description: 'One page', schema: pageSchema(ingestionSchema, 'IngestionPage') },
  },
  handler: async ({ query, em, deps, ctx }) => {
    const { page, page_size: limit, status } = query;
    const offset = (page - 1) * limit;
    const { count, ids } = await listIngestionIds(em, status, { limit, offset });
    const reports = await Promise.all(ids.map((id) => findIngestionReport(em, id)));
    const results = reports
      .filter((report) => report !== null)
      .map((report) => presentIngestion(report, deps.config));
    return {
      status: 200,
      ...presentPage(ctx, deps.config.http.publicUrl, query, { count, results }),
    };
  },
});
