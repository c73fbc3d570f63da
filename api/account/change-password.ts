import { randomUUID } from 'node:crypto';
import { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import { voidOneTimeTokens } from '../../db/repositories/accounts/one-time-tokens.ts';
import { endAllSessions } from '../../db/repositories/accounts/sessions.ts';
import { transact } from '../../db/transaction.ts';
import { hashPassword } from '../../platform/auth/passwords.ts';
import { auditSource } from '../http/audit-source.ts';
import { requireDecentPassword } from '../http/require-decent-password.ts';
import { route } from '../http/route.ts';
import { requirePassword } from './require-password.ts';
import { changePasswordSchema } from './schema.ts';

export const changePassword = route({
  operationId: 'changePassword',
  tag: 'Account',
  summary: 'Change my password',
  description: 'All other sessions end; mailed tokens that are still out are void.',
  method: 'post',
  path: '/users/me/password',
  auth: 'user',
  body: changePasswordSchema,
  responses: { 204: { description: 'Changed' } },
  problems: ['invalid_credentials', 'rate_limited'],
  handler: async (call) => {
    const { body, user, em, deps } = call;
    await requirePassword(call, body.current_password);
    requireDecentPassword(body.new_password, 'body.new_password');
    const passwordHash = await hashPassword(body.new_password);
    const mail = await transact(em, async (tx) => {
      const row = await tx.findOneOrFail(User, { id: user.id });
      row.passwordHash = passwordHash;
      await endAllSessions(tx, user.id, user.sessionId ?? undefined);
      await voidOneTimeTokens(tx, user.id);
      noteAudit(tx, auditSource(call), 'password_changed', user.id);
      const order = { recipient: row.email, subjectId: user.id, occasion: randomUUID() };
      return queueEmail(tx, { kind: 'password-changed', ...order });
    });
    if (mail) await deps.starter.tryStart(mail);
    return { status: 204 };
  },
});
