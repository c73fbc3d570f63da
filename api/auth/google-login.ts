import { z } from 'zod';
import { route } from '../http/route.ts';
import { requireGoogle, signInWithGoogle } from './google.ts';
import { signInLimit } from './limits.ts';
import { tokensSchema } from './schema.ts';

const googleLoginSchema = z
  .strictObject({
    code: z.string().min(1).max(2000),
    code_verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'a PKCE verifier (RFC 7636 §4.1)'),
    redirect_uri: z
      .url()
      .meta({ description: 'The one that Google sent the code to; Google compares' }),
    nonce: z.string().min(8).max(500).optional().meta({
      description: 'What the client sent along to Google; then the ID token must carry it',
    }),
  })
  .meta({ id: 'GoogleLogin' });

export const googleLogin = route({
  operationId: 'googleLogin',
  tag: 'Auth',
  summary: 'Sign in with a code that the client got from Google itself',
  method: 'post',
  path: '/auth/google-login',
  auth: 'public',
  limit: signInLimit,
  body: googleLoginSchema,
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
    const { body, deps } = call;
    requireGoogle(deps);
    const exchange = {
      code: body.code,
      codeVerifier: body.code_verifier,
      redirectUri: body.redirect_uri,
      nonce: body.nonce ?? null,
    };
    return { status: 200, body: await signInWithGoogle(call, exchange) };
  },
});
