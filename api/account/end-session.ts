import { z } from 'zod';
import { Session } from '../../db/entities/session.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';

export const endOneSession = route({
  operationId: 'endSession',
  tag: 'Account',
  summary: 'Sign out one device',
  method: 'delete',
  path: '/users/me/sessions/{id}',
  auth: 'user',
  ownedBy: 'caller',
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: 'The session has ended' } },
  handler: async (call) => {
    const { params, user, em } = call;
    const session = await em.findOne(Session, { id: params.id, user: user.id, revokedAt: null });
    if (!session) throw new Problem('not_found');
    session.revokedAt = new Date();
    noteAudit(em, auditSource(call), 'signed_out', user.id);
    await em.flush();
    return { status: 204 };
  },
});
