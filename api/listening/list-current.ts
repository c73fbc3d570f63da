import { route } from '../http/route.ts';
import { pageOfProgress } from './page-of-progress.ts';
import { listeningPageSchema, listeningQuery } from './schema.ts';

const shared = {
  tag: 'Listening',
  method: 'get',
  auth: 'user',
  scope: 'library:read',
  query: listeningQuery,
  responses: { 200: { description: 'Last listened to first', schema: listeningPageSchema } },
} as const;

export const listCurrent = route({
  ...shared,
  operationId: 'listCurrent',
  summary: 'What I have begun and not completed',
  path: '/listening/current',
  handler: async (call) => ({ status: 200, ...(await pageOfProgress(call, 'current')) }),
});

export const listCurrentlyListening = route({
  ...shared,
  operationId: 'listCurrentlyListening',
  summary: 'What I have begun and not completed, as `GET /listening/current` has it',
  path: '/library/currently-listening',
  handler: async (call) => ({ status: 200, ...(await pageOfProgress(call, 'current')) }),
});
