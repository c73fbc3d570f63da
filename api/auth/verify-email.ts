import { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { redeemOneTimeToken } from '../../db/repositories/accounts/one-time-tokens.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentUser } from '../users/present.ts';
import { userSchema } from '../users/schema.ts';
import { tokenLimit } from './limits.ts';
import { tokenSchema } from './schema.ts';

export const verifyEmail = route({
  operationId: 'verifyEmail',
  tag: 'Auth',
  summary: 'Verify the mail address with the mailed token',
  method: 'post',
  path: '/auth/verify-email',
  auth: 'public',
  limit: tokenLimit,
  body: tokenSchema,
  responses: { 200: { description: 'The account, verified', schema: userSchema } },
  problems: ['token_expired'],
  handler: async (call) => {
    const user = await transact(call.em, async (tx) => {
      const redeemed = await redeemOneTimeToken(tx, hashToken(call.body.token), 'verify-email');
      const found =
        redeemed && (await tx.findOne(User, { id: redeemed.userId, email: redeemed.email }));
      if (!found) throw new Problem('token_expired');
      found.emailVerifiedAt ??= new Date();
      noteAudit(tx, auditSource(call), 'email_verified', found.id);
      return found;
    });
    return { status: 200, body: presentUser(user, call.deps.config.http.publicUrl) };
  },
});
