import { User } from '../../db/entities/user.ts';
import { verifyPassword } from '../../platform/auth/passwords.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { signInLimit } from './limits.ts';
import { loginSchema, tokensSchema } from './schema.ts';
import { startSession } from './start-session.ts';

export const login = route({
  operationId: 'login',
  tag: 'Auth',
  summary: 'Sign in',
  method: 'post',
  path: '/auth/login',
  auth: 'public',
  limit: signInLimit,
  body: loginSchema,
  responses: { 200: { description: 'Tokens, and who they are for', schema: tokensSchema } },
  problems: ['invalid_credentials', 'account_disabled'],
  handler: async (call) => {
    const { body, em } = call;
    const user = await em.findOne(User, { email: body.email.trim() });
    const matches = await verifyPassword(user?.passwordHash ?? null, body.password);
    if (!user || !matches) throw new Problem('invalid_credentials');
    if (user.disabledAt) throw new Problem('account_disabled');
    return { status: 200, body: await startSession(call, user) };
  },
});
