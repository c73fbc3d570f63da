import { route } from '../http/route.ts';
import { pageOfProgress } from './page-of-progress.ts';
import { listeningPageSchema, listeningQuery } from './schema.ts';

export const listCompleted = route({
  operationId: 'listCompleted',
  tag: 'Listening',
  summary: 'What I have completed',
  method: 'get',
  path: '/listening/completed',
  auth: 'user',
  scope: 'library:read',
  query: listeningQuery,
  responses: { 200: { description: 'Last completed first', schema: listeningPageSchema } },
  handler: async (call) => ({ status: 200, ...(await pageOfProgress(call, 'completed')) }),
});
