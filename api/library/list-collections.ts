import { listCollections as list } from '../../db/repositories/listening/library.ts';
import { route } from '../http/route.ts';
import { collectionsSchema } from './schema.ts';

export const listCollections = route({
  operationId: 'listCollections',
  tag: 'Listening',
  summary: 'The collections of my library',
  description: 'A collection is there as long as something is in it.',
  method: 'get',
  path: '/library/collections',
  auth: 'user',
  scope: 'library:read',
  responses: { 200: { description: 'By name', schema: collectionsSchema } },
  handler: async ({ user, em }) => ({
    status: 200,
    body: { collections: await list(em, user) },
  }),
});
