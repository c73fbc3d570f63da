import { User } from '../../db/entities/user.ts';
import { isAdminLeftWithout } from '../../db/repositories/accounts/administrators.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { giveUpAccount } from '../../db/repositories/accounts/give-up-account.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requirePassword } from './require-password.ts';

export const deleteMe = route({
  operationId: 'deleteMe',
  tag: 'Account',
  summary: 'Delete my account',
  description:
    'Needs the password in the header `X-Confirm-Password`, where the account has one; what is not plain ASCII as ' +
    "`UTF-8''` and percent-encoded (RFC 8187). Everything personal goes at once, " +
    'private recordings within minutes; orders stay for bookkeeping, without a name. Export your data first.',
  method: 'delete',
  path: '/users/me',
  auth: 'user',
  responses: { 204: { description: 'Gone' } },
  problems: ['invalid_credentials', 'last_administrator', 'rate_limited'],
  handler: async (call) => {
    const { user, em, deps, ctx } = call;
    await requirePassword(call, headerText(ctx.get('x-confirm-password')));
    const start = await transact(em, async (tx) => {
      if (user.role === 'admin' && !(await isAdminLeftWithout(tx, user.id))) {
        throw new Problem('last_administrator');
      }
      const row = await tx.findOneOrFail(User, { id: user.id });
      noteAudit(tx, auditSource(call), 'account_deleted', user.id);
      return giveUpAccount(tx, row);
    });
    await deps.starter.tryStart(start);
    return { status: 204 };
  },
});

/** A header is Latin-1 to Node, and clients may send no more than ASCII: a password is any text. RFC 8187 §3.2. */
function headerText(value: string): string {
  const [, encoded] = /^UTF-8''((?:[^%]|%[\da-f]{2})*)$/i.exec(value) ?? [];
  if (encoded === undefined) return Buffer.from(value, 'latin1').toString('utf8');
  const bytes = encoded.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
