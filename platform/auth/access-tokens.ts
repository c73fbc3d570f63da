import { hash, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { createSignedTokens } from './signed-tokens.ts';

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.number() });

/** Some 3 MB. */
const keptTokens = 10_000;

/** Whom a token speaks for. Role and standing are looked up at every request, so that changes act at once. */
export interface AccessTokenClaims {
  userId: string;
  sessionId: string;
}

export interface AccessTokens {
  readonly ttlSeconds: number;
  issue(claims: AccessTokenClaims): Promise<string>;
  /** @returns null for whatever is not a valid access token of ours */
  verify(token: string): Promise<AccessTokenClaims | null>;
}

interface Verified extends AccessTokenClaims {
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/**
 * Access tokens as JWTs. The type is RFC 9068's. A signature is checked once; that it was good is kept, under the hash
 * of the token, in what is made here for one key: with another key nothing is known. Whether the token has expired is
 * looked at every time.
 */
export function createAccessTokens(privateKey: KeyObject, ttlSeconds: number): AccessTokens {
  const kind = { type: 'at+jwt', audience: 'lector-api', ttlSeconds };
  const tokens = createSignedTokens(privateKey, kind);
  const verified = new LRUCache<string, Verified>({ max: keptTokens });

  async function check(token: string): Promise<Verified | null> {
    const claims = claimsSchema.safeParse(await tokens.verify(token));
    if (!claims.success) return null;
    const { sub: userId, sid: sessionId, exp } = claims.data;
    return { userId, sessionId, expiresAt: exp * 1000 };
  }

  return {
    ttlSeconds,
    issue: ({ userId, sessionId }) => tokens.issue(userId, { sid: sessionId }),
    verify: async (token) => {
      const key = hash('sha256', token, 'base64');
      let found = verified.get(key) ?? null;
      if (!found) {
        found = await check(token);
        if (found) verified.set(key, found);
      }
      if (!found || found.expiresAt <= Date.now()) return null;
      return { userId: found.userId, sessionId: found.sessionId };
    },
  };
}
