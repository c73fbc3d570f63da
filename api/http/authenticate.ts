import type { Context } from 'koa';
import type { Em } from '../../db/orm.config.ts';
import { findApiKey, noteApiKeyUse } from '../../db/repositories/accounts/api-keys.ts';
import { isTotpConfirmed } from '../../db/repositories/accounts/second-factors.ts';
import type { ApiDeps } from '../api-deps.ts';
import { isSameHash, readApiKey } from './api-key-format.ts';
import { Problem } from './problem.ts';
import type { CurrentUser, Operation } from './route.ts';

type Rule = Pick<Operation, 'auth' | 'scope'>;

/**
 * Who calls, looked up at every request: a role that was taken away, an account that was disabled, a session that was
 * ended or a key that was revoked counts from the next request on.
 *
 * @throws Problem 401 without valid credentials where they are needed or were sent, 403 where they do not reach
 * Source: RFC 6750 §3
 */
export async function authenticate(
  rule: Rule,
  ctx: Context,
  deps: ApiDeps,
  em: Em,
): Promise<CurrentUser | null> {
  if (rule.auth === 'public') return null;
  const header = ctx.get('authorization');
  if (header === '') {
    if (rule.auth === 'optional') return null;
    throw new Problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1] ?? '';
  const user = token.startsWith('lk_')
    ? await byApiKey(token, rule, em)
    : await byAccessToken(token, deps);
  if (!user) {
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    throw new Problem('invalid_token', { headers });
  }
  if (rule.auth !== 'admin') return withoutUnprovenRole(user, deps, em);
  await requireAdmin(user, deps, em);
  return user;
}

/** An administrator who must set up a second factor first is nobody special until then. */
async function withoutUnprovenRole(user: CurrentUser, deps: ApiDeps, em: Em): Promise<CurrentUser> {
  const isUnproven =
    user.role === 'admin' &&
    deps.config.auth.requireAdminTotp &&
    !(await isTotpConfirmed(em, user.id));
  return isUnproven ? { ...user, role: 'user' } : user;
}

async function byAccessToken(token: string, deps: ApiDeps): Promise<CurrentUser | null> {
  const claims = await deps.accessTokens.verify(token);
  if (!claims) return null;
  const found = await deps.findSessionUser(claims);
  if (found?.disabledAt) throw new Problem('account_disabled');
  return found;
}

async function byApiKey(token: string, { scope }: Rule, em: Em): Promise<CurrentUser | null> {
  const presented = readApiKey(token);
  const key = presented && (await findApiKey(em, presented.id));
  if (!key || !isSameHash(key.secretHash, presented.secretHash)) return null;
  if (key.user.disabledAt) throw new Problem('account_disabled');
  if (scope === undefined || !key.scopes.includes(scope)) {
    const detail = scope ? `It needs the scope ${scope}.` : 'No API key may do this.';
    throw new Problem('insufficient_scope', { detail });
  }
  await noteApiKeyUse(em, presented.id);
  // The rights of an administrator are a scope of their own: a key without it works as any user's.
  const role = key.scopes.includes('admin') ? key.user.role : 'user';
  return { ...key.user, role, sessionId: null };
}

async function requireAdmin(user: CurrentUser, deps: ApiDeps, em: Em): Promise<void> {
  if (user.role !== 'admin') throw new Problem('forbidden');
  if (!deps.config.auth.requireAdminTotp) return;
  if (!(await isTotpConfirmed(em, user.id))) throw new Problem('second_factor_enrolment_required');
}
