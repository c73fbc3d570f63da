import { ApiKey } from '../../db/entities/api-key.ts';
import { newId } from '../../db/new-id.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { newApiKey } from '../http/api-key-format.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentApiKey } from './present.ts';
import { createdApiKeySchema, newApiKeySchema } from './schema.ts';

export const createApiKey = route({
  operationId: 'createApiKey',
  tag: 'Account',
  summary: 'Make a key for a machine',
  method: 'post',
  path: '/users/me/api-keys',
  auth: 'user',
  limit: { name: 'api-key', points: 30, perSeconds: 3600, by: 'user' },
  body: newApiKeySchema,
  responses: { 201: { description: 'The key, shown this once', schema: createdApiKeySchema } },
  problems: ['forbidden'],
  handler: async (call) => {
    const { body, user, em } = call;
    if (body.scopes.includes('admin') && user.role !== 'admin') throw new Problem('forbidden');
    const expiresAt = body.expires_at === undefined ? null : new Date(body.expires_at);
    if (expiresAt && expiresAt <= new Date()) {
      const details = [{ path: 'body.expires_at', message: 'lies in the past' }];
      throw new Problem('validation_failed', { details });
    }
    const id = newId();
    const { key, secretHash } = newApiKey(id);
    const { name, scopes } = body;
    const row = em.create(ApiKey, { id, user: user.id, name, scopes, secretHash, expiresAt });
    noteAudit(em, auditSource(call), 'api_key_created', user.id, { api_key_id: id });
    await em.persist(row).flush();
    return { status: 201, body: { ...presentApiKey(row), key } };
  },
});
