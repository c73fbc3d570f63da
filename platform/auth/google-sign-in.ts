import {
  CodeChallengeMethod,
  generateCodeVerifier,
  generateState,
  OAuth2Client,
  OAuth2RequestError,
} from 'arctic';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';

interface GoogleConfig {
  clientId: string;
  clientSecret: string;
  issuer: string;
}

/** Who Google says it is. */
export interface GoogleProfile {
  /** Immutable; the mail address may change hands, this does not. */
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string | null;
}

export interface AuthorizationRequest {
  url: URL;
  state: string;
  codeVerifier: string;
  nonce: string;
}

export interface CodeExchange {
  code: string;
  codeVerifier: string;
  redirectUri: string;
  /** null where the client made the request itself and kept its nonce. */
  nonce: string | null;
}

/** Both throw `GoogleUnavailableError` when Google does not answer, or not as it should. */
export interface GoogleSignIn {
  begin(redirectUri: string): Promise<AuthorizationRequest>;
  /** @returns null for whatever the provider or the checks refuse */
  finish(exchange: CodeExchange): Promise<GoogleProfile | null>;
}

export class GoogleUnavailableError extends Error {
  constructor(cause: unknown) {
    super('Google does not answer as it should', { cause });
    this.name = 'GoogleUnavailableError';
  }
}

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.email(),
  email_verified: z.boolean().default(false),
  name: z.string().optional(),
  nonce: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
});

const scopes = ['openid', 'email', 'profile'];
const clockToleranceSeconds = 30;
/** The ID token comes straight from the token endpoint: an old one, or one of the future, is not ours. */
const idTokenMaxAgeSeconds = 600;
const answerTimeoutMs = 10_000;

/**
 * OpenID Connect with Google: authorisation code, PKCE with S256, state and nonce; the ID token's signature, issuer,
 * audience, times and nonce are checked against Google's keys.
 *
 * Sources: OpenID Connect Core §3.1.3.7, RFC 7636, https://developers.google.com/identity/openid-connect/openid-connect
 */
export function createGoogleSignIn(config: GoogleConfig): GoogleSignIn {
  let discovered: Promise<Endpoints> | undefined;

  function endpoints(): Promise<Endpoints> {
    discovered ??= discover(config.issuer).catch((error: unknown) => {
      discovered = undefined;
      throw new GoogleUnavailableError(error);
    });
    return discovered;
  }

  async function begin(redirectUri: string): Promise<AuthorizationRequest> {
    const { authorization_endpoint: endpoint } = await endpoints();
    const [state, codeVerifier, nonce] = [generateState(), generateCodeVerifier(), generateState()];
    const client = new OAuth2Client(config.clientId, config.clientSecret, redirectUri);
    const method = CodeChallengeMethod.S256;
    const url = client.createAuthorizationURLWithPKCE(
      endpoint,
      state,
      method,
      codeVerifier,
      scopes,
    );
    url.searchParams.set('nonce', nonce);
    return { url, state, codeVerifier, nonce };
  }

  async function finish(exchange: CodeExchange): Promise<GoogleProfile | null> {
    const { token_endpoint: endpoint, issuer, keys } = await endpoints();
    const client = new OAuth2Client(config.clientId, config.clientSecret, exchange.redirectUri);
    try {
      const { code, codeVerifier } = exchange;
      const tokens = await inTime(client.validateAuthorizationCode(endpoint, code, codeVerifier));
      const { payload } = await jwtVerify(tokens.idToken(), keys, {
        // Google writes its issuer with and without the scheme.
        issuer: [issuer, issuer.replace(/^https:\/\//, '')],
        audience: config.clientId,
        algorithms: ['RS256'],
        clockTolerance: clockToleranceSeconds,
        maxTokenAge: idTokenMaxAgeSeconds,
        requiredClaims: ['exp'],
      });
      return toProfile(payload, exchange.nonce, config.clientId);
    } catch (error) {
      if (error instanceof OAuth2RequestError || isRefusedToken(error)) return null;
      throw new GoogleUnavailableError(error);
    }
  }

  return { begin, finish };
}

type Endpoints = z.infer<typeof discoverySchema> & { keys: ReturnType<typeof createRemoteJWKSet> };

async function discover(issuer: string): Promise<Endpoints> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  const found = discoverySchema.parse(await response.json());
  if (found.issuer !== issuer) throw new Error(`${issuer} calls itself ${found.issuer}`);
  return { ...found, keys: createRemoteJWKSet(new URL(found.jwks_uri)) };
}

/** Not those that say that the keys could not be had: they are about the provider, not about the token. */
function isRefusedToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== errors.JOSEError.code
  );
}

/** arctic's requests have no end of their own. */
async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), answerTimeoutMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function toProfile(payload: unknown, nonce: string | null, clientId: string): GoogleProfile | null {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return null;
  const { aud, azp } = claims.data;
  if (nonce !== null && claims.data.nonce !== nonce) return null;
  // A token for several audiences names the one that asked for it. OpenID Connect Core §3.1.3.7.
  if (azp === undefined ? Array.isArray(aud) && aud.length > 1 : azp !== clientId) return null;
  const { sub, email, email_verified: emailVerified, name } = claims.data;
  return { subject: sub, email, emailVerified, name: name ?? null };
}
