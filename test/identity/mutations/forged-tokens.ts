import { createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';

/**
 * What else than one of its characters may be wrong with an access token. `ours` is signed with the very key of the API.
 *
 * Source: RFC 8725
 */
export async function forgedTokens(genuine: string, ours: KeyObject): Promise<string[]> {
  const claims = decodeJwt(genuine);
  const header = { alg: 'EdDSA', typ: 'at+jwt' };
  const now = Math.floor(Date.now() / 1000);
  const theirs = generateKeyPairSync('ed25519').privateKey;
  const publicPem = createPublicKey(ours).export({ type: 'spki', format: 'pem' });
  const shared = new TextEncoder().encode(publicPem.toString());
  const sign = (payload: JWTPayload, key: KeyObject | Uint8Array, head: JWTHeaderParameters) =>
    new SignJWT(payload).setProtectedHeader(head).sign(key);
  const jwk = createPublicKey(theirs).export({ format: 'jwk' });
  const [head = '', body = '', signature = ''] = genuine.split('.');
  const otherBody = Buffer.from(JSON.stringify({ ...claims, sub: randomUUID() })).toString(
    'base64url',
  );
  return [
    await sign(claims, theirs, header),
    await sign(claims, theirs, { ...header, kid: '../../dev/null' }),
    await sign(claims, theirs, { ...header, jwk: { kty: 'OKP', crv: 'Ed25519', x: jwk.x ?? '' } }),
    await sign(claims, shared, { ...header, alg: 'HS256' }),
    await sign(claims, new Uint8Array(32), { ...header, alg: 'HS256' }),
    new UnsecuredJWT(claims).encode(),
    ...(await Promise.all(
      [{ ...header, typ: 'JWT' }, { ...header, typ: 'second-factor+jwt' }, { alg: 'EdDSA' }].map(
        (other) => sign(claims, ours, other),
      ),
    )),
    ...(await Promise.all(
      [
        { ...claims, aud: 'lector-second-factor' },
        { ...claims, aud: [] },
        { ...claims, iss: 'somebody else' },
        { ...claims, exp: now - 1 },
        { ...claims, nbf: now + 600 },
        { ...claims, sub: randomUUID() },
        { ...claims, sid: randomUUID() },
        { ...claims, sub: 'not an id' },
        { ...claims, sid: ['a', 'list'] },
        Object.fromEntries(Object.entries(claims).filter(([name]) => name !== 'sid')),
        Object.fromEntries(Object.entries(claims).filter(([name]) => name !== 'exp')),
        {},
      ].map((other) => sign(other as JWTPayload, ours, header)),
    )),
    `${head}.${otherBody}.${signature}`,
    `${head}.${body}.`,
    `${head}.${body}`,
    `..${signature}`,
    '..',
  ];
}
