import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { User } from '../../db/entities/user.ts';
import { newId } from '../../db/new-id.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { queueEmail } from '../../db/repositories/accounts/emails.ts';
import { transact } from '../../db/transaction.ts';
import { hashPassword } from '../../platform/auth/passwords.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentUser } from '../users/present.ts';
import { userSchema } from '../users/schema.ts';
import { signUpLimit } from './limits.ts';
import { requireDecentPassword } from '../http/require-decent-password.ts';
import { registerSchema } from './schema.ts';

export const register = route({
  operationId: 'register',
  tag: 'Auth',
  summary: 'Make an account',
  description: 'A mail with a link to verify the address follows.',
  method: 'post',
  path: '/auth/register',
  auth: 'public',
  limit: signUpLimit,
  body: registerSchema,
  responses: { 201: { description: 'The account', schema: userSchema } },
  problems: ['email_taken', 'username_taken'],
  handler: async (call) => {
    const { body, em, deps } = call;
    requireDecentPassword(body.password);
    const passwordHash = await hashPassword(body.password);
    try {
      const { user, mail } = await transact(em, async (tx) => {
        const { email, username } = body;
        const made = tx.create(User, { id: newId(), email, username, passwordHash });
        await tx.persist(made).flush();
        noteAudit(tx, { ...auditSource(call), actorId: made.id }, 'registered', made.id);
        const order = { recipient: email, subjectId: made.id, occasion: 'registration' };
        return { user: made, mail: await queueEmail(tx, { kind: 'verify-email', ...order }) };
      });
      if (mail) await deps.starter.tryStart(mail);
      return { status: 201, body: presentUser(user, deps.config.http.publicUrl) };
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw new Problem(/users_email/.test(error.message) ? 'email_taken' : 'username_taken');
    }
  },
});
