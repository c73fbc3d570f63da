import { randomUUID } from 'node:crypto';
import { User } from '../../db/entities/user.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { mailLimit } from './limits.ts';
import { acceptedSchema } from './schema.ts';

export const resendVerification = route({
  operationId: 'resendVerification',
  tag: 'Auth',
  summary: 'Have the verification mail sent again',
  method: 'post',
  path: '/auth/verify-email/resend',
  auth: 'user',
  limit: mailLimit,
  responses: {
    202: { description: 'Sent, unless it is verified already', schema: acceptedSchema },
  },
  handler: async ({ user, em, deps }) => {
    const mail = await transact(em, async (tx) => {
      const { email } = await tx.findOneOrFail(User, { id: user.id });
      const occasion = randomUUID();
      return queueEmail(tx, {
        kind: 'verify-email',
        recipient: email,
        subjectId: user.id,
        occasion,
      });
    });
    if (mail) await deps.starter.tryStart(mail);
    return {
      status: 202,
      body: { message: 'A mail is on its way, unless the address is verified.' },
    };
  },
});
