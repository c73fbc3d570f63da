import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { endAllSessions } from '../../db/repositories/accounts/sessions.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { route } from '../http/route.ts';

export const logoutEverywhere = route({
  operationId: 'logoutEverywhere',
  tag: 'Auth',
  summary: 'Sign out on all devices',
  method: 'post',
  path: '/auth/logout-all',
  auth: 'user',
  responses: { 204: { description: 'All sessions have ended' } },
  handler: async (call) => {
    const { user, em } = call;
    await transact(em, async (tx) => {
      await endAllSessions(tx, user.id);
      noteAudit(tx, auditSource(call), 'signed_out_everywhere', user.id);
    });
    return { status: 204 };
  },
});
