import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { User } from '../../db/entities/user.ts';
import { newId } from '../../db/new-id.ts';
import { hashPassword } from '../../platform/auth/passwords.ts';
import { isCommonPassword } from '../../platform/auth/common-passwords.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { signUpLimit } from './limits.ts';
import { presentUser } from '../users/present.ts';
import { userSchema } from '../users/schema.ts';
import { registerSchema } from './schema.ts';

export const register = route({
  operationId: 'register',
  tag: 'Auth',
  summary: 'Make an account',
  method: 'post',
  path: '/auth/register',
  auth: 'public',
  limit: signUpLimit,
  body: registerSchema,
  responses: { 201: { description: 'The account', schema: userSchema } },
  problems: ['email_taken', 'username_taken'],
  handler: async ({ body, em }) => {
    if (isCommonPassword(body.password)) {
      const message = 'one of the most common passwords';
      throw new Problem('validation_failed', { details: [{ path: 'body.password', message }] });
    }
    const user = em.create(User, {
      id: newId(),
      email: body.email,
      username: body.username,
      passwordHash: await hashPassword(body.password),
    });
    try {
      await em.persist(user).flush();
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw new Problem(error.message.includes('email') ? 'email_taken' : 'username_taken');
    }
    return { status: 201, body: presentUser(user) };
  },
});
