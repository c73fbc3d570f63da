import { createHash, randomUUID } from 'node:crypto';
import { newId } from '../../db/new-id.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import { transact } from '../../db/transaction.ts';
import { enforceLimit } from '../http/enforce-limit.ts';
import { route } from '../http/route.ts';
import { mailLimit, mailToAddressLimit } from './limits.ts';
import { acceptedSchema, passwordResetSchema } from './schema.ts';

export const requestPasswordReset = route({
  operationId: 'requestPasswordReset',
  tag: 'Auth',
  summary: 'Ask for a link to reset the password',
  description:
    'Always 202. Whether there is an account is looked up when the mail is written, so neither the answer nor its time ' +
    'tells.',
  method: 'post',
  path: '/auth/password-reset',
  auth: 'public',
  limit: mailLimit,
  body: passwordResetSchema,
  responses: {
    202: { description: 'A mail goes out if there is an account', schema: acceptedSchema },
  },
  handler: async ({ body, em, deps, ctx }) => {
    const addressee = createHash('sha256').update(body.email.toLowerCase()).digest('base64url');
    await enforceLimit(mailToAddressLimit, deps, ctx, addressee);
    const mail = await transact(em, (tx) =>
      queueEmail(tx, {
        kind: 'reset-password',
        recipient: body.email,
        subjectId: newId(),
        occasion: randomUUID(),
      }),
    );
    if (mail) await deps.starter.tryStart(mail);
    return { status: 202, body: { message: 'If there is an account, a mail is on its way.' } };
  },
});
