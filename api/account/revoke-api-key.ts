import { z } from 'zod';
import { ApiKey } from '../../db/entities/api-key.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';

export const revokeApiKey = route({
  operationId: 'revokeApiKey',
  tag: 'Account',
  summary: 'Revoke a key',
  method: 'delete',
  path: '/users/me/api-keys/{id}',
  auth: 'user',
  ownedBy: 'caller',
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: 'It is worth nothing from now on' } },
  handler: async (call) => {
    const { params, user, em } = call;
    const key = await em.findOne(ApiKey, { id: params.id, user: user.id, revokedAt: null });
    if (!key) throw new Problem('not_found');
    key.revokedAt = new Date();
    noteAudit(em, auditSource(call), 'api_key_revoked', user.id, { api_key_id: key.id });
    await em.flush();
    return { status: 204 };
  },
});
