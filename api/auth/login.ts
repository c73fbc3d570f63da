import { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { verifyPassword } from '../../platform/auth/passwords.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { signInLimit } from './limits.ts';
import { loginSchema, tokensSchema } from './schema.ts';
import { throttleSignIn } from './sign-in-throttle.ts';
import { afterFirstFactor } from './start-session.ts';

export const login = route({
  operationId: 'login',
  tag: 'Auth',
  summary: 'Sign in',
  description:
    'An account with a second factor answers 401 `second_factor_required` with a `challenge_token`: send it with a code ' +
    'to `POST /auth/second-factor`.',
  method: 'post',
  path: '/auth/login',
  auth: 'public',
  limit: signInLimit,
  body: loginSchema,
  responses: { 200: { description: 'Tokens, and who they are for', schema: tokensSchema } },
  problems: ['invalid_credentials', 'second_factor_required', 'account_disabled'],
  handler: async (call) => {
    const { body, em, deps, address } = call;
    const email = body.email.trim();
    const user = await em.findOne(User, { email });
    const throttle = await throttleSignIn(deps, em, { email, userId: user?.id ?? null, address });
    const matches = await verifyPassword(user?.passwordHash ?? null, body.password);
    if (!user || !matches) {
      noteAudit(em, auditSource(call), 'sign_in_failed', user?.id ?? null);
      await em.flush();
      throw new Problem('invalid_credentials');
    }
    await throttle.succeeded();
    return { status: 200, body: await afterFirstFactor(call, user, 'password') };
  },
});
