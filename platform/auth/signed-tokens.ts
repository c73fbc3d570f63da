import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';

const algorithm = 'EdDSA';
const issuer = 'lector';

export interface TokenKind {
  /** Tells one kind of token from another that is signed by the same key. RFC 8725 §3.11. */
  type: string;
  audience: string;
  ttlSeconds: number;
}

export interface SignedTokens {
  readonly ttlSeconds: number;
  issue(subject: string, claims: JWTPayload): Promise<string>;
  /** @returns null for whatever is not a valid token of this kind */
  verify(token: string): Promise<JWTPayload | null>;
}

/** Signed JWTs (RFC 7519) with one pinned algorithm; issuer, audience and type are checked. */
export function createSignedTokens(privateKey: KeyObject, kind: TokenKind): SignedTokens {
  const publicKey = createPublicKey(privateKey);
  const { type, audience, ttlSeconds } = kind;

  function issue(subject: string, claims: JWTPayload): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: type })
      .setSubject(subject)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${ttlSeconds}s`)
      .sign(privateKey);
  }

  async function verify(token: string): Promise<JWTPayload | null> {
    if (!token.split('.').every(isCanonical)) return null;
    try {
      const options = { algorithms: [algorithm], issuer, audience, typ: type };
      const requiredClaims = ['sub', 'iat', 'exp'];
      return (await jwtVerify(token, publicKey, { ...options, requiredClaims })).payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return { ttlSeconds, issue, verify };
}

/** One way to write each byte string: bits that mean nothing must be zero, or one token has many texts. RFC 4648 §3.5. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}
