import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { removeTotp as remove } from '../../db/repositories/accounts/second-factors.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { route } from '../http/route.ts';
import { requirePassword } from './require-password.ts';
import { confirmationSchema } from './schema.ts';

export const removeTotp = route({
  operationId: 'removeTotp',
  tag: 'Account',
  summary: 'Give the second factor up',
  method: 'post',
  path: '/users/me/totp/remove',
  auth: 'user',
  body: confirmationSchema,
  responses: { 204: { description: 'Signing in takes one factor again' } },
  problems: ['invalid_credentials', 'rate_limited'],
  handler: async (call) => {
    const user = await requirePassword(call, call.body.password);
    await transact(call.em, async (tx) => {
      await remove(tx, user.id);
      noteAudit(tx, auditSource(call), 'totp_disabled', user.id);
    });
    return { status: 204 };
  },
});
