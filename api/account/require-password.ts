import { User } from '../../db/entities/user.ts';
import { verifyPassword } from '../../platform/auth/passwords.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ApiDeps } from '../api-deps.ts';
import { enforceLimit } from '../http/enforce-limit.ts';
import { Problem } from '../http/problem.ts';
import type { LimitRule } from '../http/limit-rule.ts';
import type { Call } from '../http/route.ts';

const confirmLimit: LimitRule = {
  name: 'confirm-password',
  points: 10,
  perSeconds: 900,
  by: 'user',
};

/**
 * The signed-in user's row, once they have shown their password again. An account without one (Google) has shown who it
 * is by signing in.
 *
 * @throws Problem `invalid_credentials`, `rate_limited`
 */
export async function requirePassword(
  call: {
    em: Em;
    deps: ApiDeps;
    ctx: Call<'user', unknown, unknown, unknown>['ctx'];
    user: { id: string };
  },
  password: string | undefined,
): Promise<User> {
  const user = await call.em.findOneOrFail(User, { id: call.user.id });
  if (!user.passwordHash) return user;
  await enforceLimit(confirmLimit, call.deps, call.ctx, user.id);
  if (!(await verifyPassword(user.passwordHash, password ?? ''))) {
    throw new Problem('invalid_credentials', { detail: 'The password is wrong.' });
  }
  return user;
}
