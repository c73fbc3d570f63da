import { randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import { redeemOneTimeToken } from '../../db/repositories/accounts/one-time-tokens.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { tokenSchema } from '../auth/schema.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';

export const confirmEmailChange = route({
  operationId: 'confirmEmailChange',
  tag: 'Account',
  summary: 'Confirm the new mail address with the mailed token',
  method: 'post',
  path: '/auth/change-email/confirm',
  auth: 'public',
  limit: { name: 'mailed-token', points: 60, perSeconds: 60, by: 'address' },
  body: tokenSchema,
  responses: { 204: { description: 'Changed; the old address has been told' } },
  problems: ['token_expired', 'email_taken'],
  handler: async (call) => {
    const { body, em, deps } = call;
    try {
      const mail = await transact(em, async (tx) => {
        const redeemed = await redeemOneTimeToken(tx, hashToken(body.token), 'change-email');
        const user =
          redeemed && (await tx.findOne(User, { id: redeemed.userId, disabledAt: null }));
        if (!user) throw new Problem('token_expired');
        const formerEmail = user.email;
        user.email = redeemed.email;
        user.emailVerifiedAt = new Date();
        noteAudit(tx, auditSource(call), 'email_changed', user.id);
        await tx.flush();
        const about = { subjectId: user.id, occasion: randomUUID() };
        return queueEmail(tx, { kind: 'email-changed', recipient: formerEmail, ...about });
      });
      if (mail) await deps.starter.tryStart(mail);
      return { status: 204 };
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException) throw new Problem('email_taken');
      throw error;
    }
  },
});
