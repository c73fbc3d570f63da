import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { endSession } from '../../db/repositories/accounts/sessions.ts';
import { auditSource } from '../http/audit-source.ts';
import { route } from '../http/route.ts';

export const logout = route({
  operationId: 'logout',
  tag: 'Auth',
  summary: 'Sign out on this device',
  method: 'post',
  path: '/auth/logout',
  auth: 'user',
  responses: { 204: { description: 'Signed out; the tokens are worth nothing now' } },
  handler: async (call) => {
    const { user, em } = call;
    if (user.sessionId) await endSession(em, user.sessionId);
    noteAudit(em, auditSource(call), 'signed_out', user.id);
    await em.flush();
    return { status: 204 };
  },
});
