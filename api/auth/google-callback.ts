import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { takeOauthAttempt } from '../../db/repositories/accounts/oauth-attempts.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { oauthVerifierPurpose } from '../../platform/auth/purposes.ts';
import { unseal } from '../../platform/auth/sealing.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { googleCallbackUrl, requireGoogle, signInWithGoogle } from './google.ts';
import { signInLimit } from './limits.ts';
import { clearOauthCookie, readOauthCookie } from './oauth-cookie.ts';
import { tokensSchema } from './schema.ts';

/** Google adds members of its own. */
const callbackQuery = z.looseObject({
  state: z.string().min(1).max(500),
  code: z.string().min(1).max(2000).optional(),
  error: z.string().max(200).optional(),
});

export const googleCallback = route({
  operationId: 'googleCallback',
  tag: 'Auth',
  summary: 'Sign in with Google: come back',
  method: 'get',
  path: '/auth/google/callback',
  auth: 'public',
  limit: signInLimit,
  query: callbackQuery,
  responses: { 200: { description: 'Tokens, and who they are for', schema: tokensSchema } },
  problems: [
    'not_found',
    'invalid_credentials',
    'account_not_verified',
    'account_disabled',
    'second_factor_required',
    'service_unavailable',
  ],
  handler: async (call) => {
    const { query, em, deps, ctx } = call;
    requireGoogle(deps);
    const cookie = readOauthCookie(ctx);
    clearOauthCookie(ctx);
    if (cookie === null || !isSame(cookie, query.state)) {
      throw new Problem('invalid_credentials', {
        detail: 'This browser did not begin that sign-in.',
      });
    }
    const attempt = await takeOauthAttempt(em, hashToken(query.state));
    if (!attempt || query.code === undefined) {
      throw new Problem('invalid_credentials', {
        detail: 'This sign-in was used, or has expired.',
      });
    }
    const exchange = {
      code: query.code,
      codeVerifier: unseal(attempt.sealedVerifier, query.state, oauthVerifierPurpose),
      redirectUri: googleCallbackUrl(deps),
      nonce: attempt.nonce,
    };
    return { status: 200, body: await signInWithGoogle(call, exchange) };
  },
});

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b));
}
