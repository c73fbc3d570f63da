import { keepOauthAttempt } from '../../db/repositories/accounts/oauth-attempts.ts';
import { hashToken } from '../../platform/auth/opaque-tokens.ts';
import { oauthVerifierPurpose } from '../../platform/auth/purposes.ts';
import { seal } from '../../platform/auth/sealing.ts';
import { route } from '../http/route.ts';
import { answeredByGoogle, googleCallbackUrl, requireGoogle } from './google.ts';
import { signInLimit } from './limits.ts';
import { setOauthCookie } from './oauth-cookie.ts';

export const googleRedirect = route({
  operationId: 'googleRedirect',
  tag: 'Auth',
  summary: 'Sign in with Google: go there',
  method: 'get',
  path: '/auth/google',
  auth: 'public',
  limit: signInLimit,
  responses: { 302: { description: 'To Google, with state, PKCE and nonce' } },
  problems: ['not_found', 'service_unavailable'],
  handler: async ({ em, deps, ctx }) => {
    const google = requireGoogle(deps);
    const { url, state, codeVerifier, nonce } = await answeredByGoogle(
      google.begin(googleCallbackUrl(deps)),
    );
    const sealedVerifier = seal(codeVerifier, state, oauthVerifierPurpose);
    await keepOauthAttempt(em, { stateHash: hashToken(state), nonce, sealedVerifier });
    setOauthCookie(ctx, state);
    return { status: 302, headers: { Location: url.href } };
  },
});
