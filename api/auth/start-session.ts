import type { User } from '../../db/entities/user.ts';
import { addSession } from '../../db/repositories/sessions.ts';
import { transact } from '../../db/transaction.ts';
import { hashToken, newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';
import type { Call } from '../http/route.ts';
import { presentUser } from '../users/present.ts';

type SignInCall = Pick<
  Call<'public', unknown, unknown, unknown>,
  'em' | 'deps' | 'ctx' | 'address'
>;

/** Signs somebody in whose identity is proven: a new session, its first refresh token, an access token. */
export async function startSession({ em, deps, ctx, address }: SignInCall, user: User) {
  const refreshToken = newOpaqueToken();
  const { refreshTokenTtlSeconds } = deps.config.auth;
  const sessionId = await transact(em, async (tx) =>
    addSession(tx, {
      userId: user.id,
      tokenHash: hashToken(refreshToken),
      expiresAt: new Date(Date.now() + refreshTokenTtlSeconds * 1000),
      userAgent: ctx.get('user-agent').slice(0, 500) || null,
      ipAddress: address === 'unknown' ? null : address,
    }),
  );
  return presentTokens(deps, user, sessionId, refreshToken);
}

export async function presentTokens(
  { accessTokens }: SignInCall['deps'],
  user: User,
  sessionId: string,
  refreshToken: string,
) {
  return {
    access_token: await accessTokens.issue({ userId: user.id, sessionId }),
    refresh_token: refreshToken,
    token_type: 'Bearer' as const,
    expires_in: accessTokens.ttlSeconds,
    user: presentUser(user),
  };
}
