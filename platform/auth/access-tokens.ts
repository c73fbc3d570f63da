import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { createSignedTokens } from './signed-tokens.ts';

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

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

/** Access tokens as JWTs. The type is RFC 9068's. */
export function createAccessTokens(privateKey: KeyObject, ttlSeconds: number): AccessTokens {
  const kind = { type: 'at+jwt', audience: 'lector-api', ttlSeconds };
  const tokens = createSignedTokens(privateKey, kind);
  return {
    ttlSeconds,
    issue: ({ userId, sessionId }) => tokens.issue(userId, { sid: sessionId }),
    verify: async (token) => {
      const claims = claimsSchema.safeParse(await tokens.verify(token));
      return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
    },
  };
}
