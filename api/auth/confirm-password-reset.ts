import { User } from '../../db/entities/user.ts';
import { revokeAllApiKeys } from '../../db/repositories/accounts/api-keys.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import {
  redeemOneTimeToken,
  voidOneTimeTokens,
} from '../../db/repositories/accounts/one-time-tokens.ts';
import { removeTotp } from '../../db/repositories/accounts/second-factors.ts';
import { endAllSessions } from '../../db/repositories/accounts/sessions.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { hashPassword } from '../../platform/auth/passwords.ts';
import { randomUUID } from 'node:crypto';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { tokenLimit } from './limits.ts';
import { requireDecentPassword } from '../http/require-decent-password.ts';
import { passwordResetConfirmSchema } from './schema.ts';

export const confirmPasswordReset = route({
  operationId: 'confirmPasswordReset',
  tag: 'Auth',
  summary: 'Choose a new password with the mailed token',
  description:
    'Ends all sessions and voids all mailed tokens. Whoever has the mail has shown that the address is theirs, so it is verified, too.',
  method: 'post',
  path: '/auth/password-reset/confirm',
  auth: 'public',
  limit: tokenLimit,
  body: passwordResetConfirmSchema,
  responses: { 204: { description: 'The new password is good from now on' } },
  problems: ['token_expired'],
  handler: async (call) => {
    const { body, em, deps } = call;
    requireDecentPassword(body.password);
    const passwordHash = await hashPassword(body.password);
    const mail = await transact(em, async (tx) => {
      const redeemed = await redeemOneTimeToken(tx, hashToken(body.token), 'reset-password');
      const user =
        redeemed && (await tx.findOne(User, { id: redeemed.userId, email: redeemed.email }));
      if (!user || user.disabledAt) throw new Problem('token_expired');
      user.passwordHash = passwordHash;
      await endAllSessions(tx, user.id);
      await voidOneTimeTokens(tx, user.id);
      // Somebody else may have registered with this address, and left themselves a way back in.
      if (!user.emailVerifiedAt) {
        await revokeAllApiKeys(tx, user.id);
        await removeTotp(tx, user.id);
      }
      user.emailVerifiedAt ??= new Date();
      noteAudit(tx, auditSource(call), 'password_reset', user.id);
      const order = { recipient: user.email, subjectId: user.id, occasion: randomUUID() };
      return queueEmail(tx, { kind: 'password-changed', ...order });
    });
    if (mail) await deps.starter.tryStart(mail);
    return { status: 204 };
  },
});
