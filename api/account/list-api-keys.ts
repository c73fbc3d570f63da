import { ApiKey } from '../../db/entities/api-key.ts';
import { route } from '../http/route.ts';
import { presentApiKey } from './present.ts';
import { apiKeyListSchema } from './schema.ts';

export const listApiKeys = route({
  operationId: 'listApiKeys',
  tag: 'Account',
  summary: 'My keys for machines',
  method: 'get',
  path: '/users/me/api-keys',
  auth: 'user',
  responses: { 200: { description: 'Keys that were not revoked', schema: apiKeyListSchema } },
  handler: async ({ user, em }) => {
    const where = { user: user.id, revokedAt: null };
    const keys = await em.find(ApiKey, where, { orderBy: { id: 'desc' }, limit: 200 });
    return { status: 200, body: { results: keys.map(presentApiKey) } };
  },
});
