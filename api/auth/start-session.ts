import type { User } from '../../db/entities/user.ts';
import { noteAudit } from '../../db/repositories/accounts/audit.ts';
import { isTotpConfirmed } from '../../db/repositories/accounts/second-factors.ts';
import { addSession } from '../../db/repositories/accounts/sessions.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken, newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';
import { auditSource } from '../http/audit-source.ts';
import { Problem } from '../http/problem.ts';
import type { Call } from '../http/route.ts';
import { presentUser } from '../users/present.ts';

export type SignInCall = Pick<
  Call<'public', unknown, unknown, unknown>,
  'em' | 'deps' | 'ctx' | 'address' | 'user'
>;

/**
 * What follows whenever the first factor was shown, by password or elsewhere.
 *
 * @throws Problem `account_disabled`, or `second_factor_required` with a challenge
 */
export async function afterFirstFactor(call: SignInCall, user: User, means: string) {
  if (user.disabledAt) throw new Problem('account_disabled');
  if (await isTotpConfirmed(call.em, user.id)) {
    const challenge = await call.deps.challenges.issue(user.id);
    throw new Problem('second_factor_required', { extensions: { challenge_token: challenge } });
  }
  return startSession(call, user, means);
}

/** A new session, its first refresh token, an access token. Whose identity is proven is the caller's business. */
export async function startSession(call: SignInCall, user: User, means: string) {
  const { em, deps } = call;
  const source = { ...auditSource(call), actorId: user.id };
  const refreshToken = newOpaqueToken();
  const sessionId = await transact(em, async (tx) => {
    noteAudit(tx, source, 'signed_in', user.id, { means });
    return addSession(tx, {
      userId: user.id,
      tokenHash: hashToken(refreshToken),
      expiresAt: new Date(Date.now() + deps.config.auth.refreshTokenTtlSeconds * 1000),
      userAgent: source.userAgent,
      ipAddress: source.ipAddress,
    });
  });
  return presentTokens(deps, user, sessionId, refreshToken);
}

export async function presentTokens(
  { accessTokens, config }: Pick<SignInCall['deps'], 'accessTokens' | 'config'>,
  user: User,
  sessionId: string,
  refreshToken: string,
) {
  return {
    access_token: await accessTokens.issue({ userId: user.id, sessionId }),
    refresh_token: refreshToken,
    token_type: 'Bearer' as const,
    expires_in: accessTokens.ttlSeconds,
    user: presentUser(user, config.http.publicUrl),
  };
}
