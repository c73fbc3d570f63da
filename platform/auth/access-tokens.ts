import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const algorithm = 'EdDSA';
const issuer = 'lector';
const audience = 'lector-api';
/** Tells an access token from any other token that might be signed by the same key. RFC 9068 §2.1. */
const type = 'at+jwt';

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

/** Signed JWTs (RFC 7519) with one pinned algorithm; issuer, audience and type are checked. */
export function createAccessTokens(privateKey: KeyObject, ttlSeconds: number): AccessTokens {
  const publicKey = createPublicKey(privateKey);

  function issue({ userId, sessionId }: AccessTokenClaims): Promise<string> {
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: algorithm, typ: type })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${ttlSeconds}s`)
      .sign(privateKey);
  }

  async function verify(token: string): Promise<AccessTokenClaims | null> {
    try {
      const options = { algorithms: [algorithm], issuer, audience, typ: type };
      const { payload } = await jwtVerify(token, publicKey, options);
      const claims = claimsSchema.safeParse(payload);
      return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return { ttlSeconds, issue, verify };
}
