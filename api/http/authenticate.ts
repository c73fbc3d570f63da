import type { Context } from 'koa';
import type { Em } from '../../db/orm.config.ts';
import { findSessionUser } from '../../db/repositories/sessions.ts';
import type { ApiDeps } from '../api-deps.ts';
import { Problem } from './problem.ts';
import type { AuthRule, CurrentUser } from './route.ts';

/**
 * Who calls, looked up at every request: a role that was taken away, an account that was disabled or a session that
 * was ended counts from the next request on.
 *
 * @throws Problem 401 without a valid access token where one is needed or one was sent, 403 for the wrong role
 * Source: RFC 6750 §3
 */
export async function authenticate(
  rule: AuthRule,
  ctx: Context,
  deps: ApiDeps,
  em: Em,
): Promise<CurrentUser | null> {
  if (rule === 'public') return null;
  const header = ctx.get('authorization');
  if (header === '') {
    if (rule === 'optional') return null;
    throw new Problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const user = await verify(header, deps, em);
  if (!user) {
    throw new Problem('invalid_token', {
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
  }
  if (rule === 'admin' && user.role !== 'admin') throw new Problem('forbidden');
  return user;
}

async function verify(header: string, deps: ApiDeps, em: Em): Promise<CurrentUser | null> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  const claims = token === undefined ? null : await deps.accessTokens.verify(token);
  if (!claims) return null;
  const found = await findSessionUser(em, claims.sessionId, claims.userId);
  if (found?.disabledAt) throw new Problem('account_disabled');
  return found;
}
