import { randomUUID } from 'node:crypto';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import { transact } from '../../db/transaction.ts';
import { auditSource } from '../http/audit-source.ts';
import { route } from '../http/route.ts';
import { acceptedSchema } from '../auth/schema.ts';
import { requirePassword } from './require-password.ts';
import { changeEmailSchema } from './schema.ts';

export const requestEmailChange = route({
  operationId: 'requestEmailChange',
  tag: 'Account',
  summary: 'Ask for another mail address',
  description:
    'The new address gets a link, the old one a notice. Nothing changes before the link is used.',
  method: 'post',
  path: '/users/me/email',
  auth: 'user',
  limit: { name: 'email-change', points: 10, perSeconds: 3600, by: 'user' },
  body: changeEmailSchema,
  responses: {
    202: { description: 'A mail is on its way to the new address', schema: acceptedSchema },
  },
  problems: ['invalid_credentials'],
  handler: async (call) => {
    const { body, em, deps } = call;
    const user = await requirePassword(call, body.password);
    const occasion = randomUUID();
    const mails = await transact(em, async (tx) => {
      noteAudit(tx, auditSource(call), 'email_change_requested', user.id);
      const about = { subjectId: user.id, occasion };
      return [
        await queueEmail(tx, { kind: 'change-email', recipient: body.email, ...about }),
        await queueEmail(tx, { kind: 'email-change-requested', recipient: user.email, ...about }),
      ];
    });
    for (const mail of mails) if (mail) await deps.starter.tryStart(mail);
    return { status: 202, body: { message: 'A mail is on its way to the new address.' } };
  },
});
