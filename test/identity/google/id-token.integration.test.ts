import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  decodeJwt,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from 'jose';
import {
  codeForApp,
  googleLogin,
  newSubject,
  signInByRedirect,
  startWithGoogle,
  type GoogleFixture,
} from './google-fixture.ts';

let fixture: GoogleFixture;
beforeAll(async () => {
  fixture = await startWithGoogle();
});
afterEach(() => {
  Object.assign(fixture.provider, { forgeIdToken: null, outage: null });
});
afterAll(() => fixture.stop());

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** Signed with the provider's own key, as it should be: only the claims are others. */
function signGenuinely(claims: JWTPayload): Promise<string> {
  const { private: key, id } = fixture.provider.signingKey;
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: id }).sign(key);
}

function without(claims: JWTPayload, name: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
}

const forgedClaims: Record<string, (claims: JWTPayload) => JWTPayload> = {
  'no change at all': (claims) => claims,
  'another audience': (claims) => ({ ...claims, aud: 'another-client' }),
  'further audiences and no authorised party': (claims) => ({
    ...without(claims, 'azp'),
    aud: [String(claims['aud']), 'another-client'],
  }),
  'another authorised party': (claims) => ({ ...claims, azp: 'another-client' }),
  'no audience': (claims) => without(claims, 'aud'),
  'another issuer': (claims) => ({ ...claims, iss: 'https://evil.test' }),
  'no issuer': (claims) => without(claims, 'iss'),
  'an end in the past': (claims) => ({ ...claims, exp: nowSeconds() - 120 }),
  'no end': (claims) => without(claims, 'exp'),
  'a beginning in the future': (claims) => ({ ...claims, iat: nowSeconds() + 3600 }),
  'a beginning long ago': (claims) => ({ ...claims, iat: nowSeconds() - 86_400 }),
  'no beginning': (claims) => without(claims, 'iat'),
  'not before a time to come': (claims) => ({ ...claims, nbf: nowSeconds() + 3600 }),
  'another nonce': (claims) => ({ ...claims, nonce: 'of another sign-in' }),
  'no nonce': (claims) => without(claims, 'nonce'),
  'no subject': (claims) => without(claims, 'sub'),
  'an empty subject': (claims) => ({ ...claims, sub: '' }),
  'no address': (claims) => without(claims, 'email'),
  'an address that says in a text that it is verified': (claims) => ({
    ...claims,
    email_verified: 'true',
  }),
};

describe('ID tokens that the provider signed', () => {
  it.each(Object.entries(forgedClaims))('with %s', async (name, change) => {
    const { subject } = newSubject(fixture);
    fixture.provider.forgeIdToken = (genuine) => signGenuinely(change(decodeJwt(genuine)));
    const { status, error } = await signInByRedirect(fixture, subject);
    const expected =
      name === 'no change at all'
        ? { status: 200, error: undefined }
        : { status: 401, error: 'invalid_credentials' };
    expect({ status, error }).toEqual(expected);
  });
});

const forgedSignatures: Record<string, (genuine: string) => Promise<string>> = {
  'another key under the same name': async (genuine) => {
    const { privateKey } = await generateKeyPair('RS256');
    const header = { alg: 'RS256', kid: fixture.provider.signingKey.id };
    return new SignJWT(decodeJwt(genuine)).setProtectedHeader(header).sign(privateKey);
  },
  'another key under a name of its own': async (genuine) => {
    const { privateKey } = await generateKeyPair('RS256');
    const header = { alg: 'RS256', kid: 'of-the-attacker' };
    return new SignJWT(decodeJwt(genuine)).setProtectedHeader(header).sign(privateKey);
  },
  'a key that the token brings along': async (genuine) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await crypto.subtle.exportKey('jwk', publicKey);
    const header = { alg: 'RS256', jwk: { kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' } };
    return new SignJWT(decodeJwt(genuine)).setProtectedHeader(header).sign(privateKey);
  },
  'no signature (alg none)': async (genuine) => new UnsecuredJWT(decodeJwt(genuine)).encode(),
  'the public key as a shared secret (HS256)': async (genuine) => {
    const secret = new TextEncoder().encode(await exportSPKI(fixture.provider.signingKey.public));
    const header = { alg: 'HS256', kid: fixture.provider.signingKey.id };
    return new SignJWT(decodeJwt(genuine)).setProtectedHeader(header).sign(secret);
  },
  'the signature taken off': async (genuine) => genuine.replace(/[^.]+$/, ''),
  'the claims changed under the signature': async (genuine) => {
    const [header, , signature] = genuine.split('.');
    const claims = { ...decodeJwt(genuine), email: 'admin@lector.test' };
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  },
  'nothing that is a token': async () => 'not.a.token',
};

describe('ID tokens that the provider did not sign', () => {
  it.each(Object.entries(forgedSignatures))('with %s', async (_, forge) => {
    const { subject } = newSubject(fixture);
    fixture.provider.forgeIdToken = forge;
    const byRedirect = await signInByRedirect(fixture, subject);
    const byApp = await googleLogin(fixture, await codeForApp(fixture, subject));
    for (const { status, error } of [byRedirect, byApp]) {
      expect({ status, error }).toEqual({ status: 401, error: 'invalid_credentials' });
    }
  });
});

describe('a provider out of order', () => {
  it.each(['error', 'cut'] as const)(
    'says so (%s), and goes on when it is back',
    async (outage) => {
      const { subject } = newSubject(fixture);
      const code = await codeForApp(fixture, subject);
      fixture.provider.outage = outage;
      const { status, error } = await googleLogin(fixture, code);
      expect({ status, error }).toEqual({ status: 503, error: 'service_unavailable' });
      fixture.provider.outage = null;
      expect(await signInByRedirect(fixture, subject)).toMatchObject({ status: 200 });
    },
  );
});

describe('a provider that cannot be discovered', () => {
  let fresh: GoogleFixture;
  beforeAll(async () => {
    fresh = await startWithGoogle();
  });
  afterAll(() => fresh.stop());

  it('is asked again until it answers for itself', async () => {
    const begin = () => fetch(`${fresh.api.url}/api/v1/auth/google`, { redirect: 'manual' });
    fresh.provider.outage = 'error';
    const down = await begin();
    expect(down.status).toBe(503);
    expect(down.headers.get('retry-after')).toBe('30');
    expect(await down.json()).toMatchObject({ error: 'service_unavailable' });
    Object.assign(fresh.provider, { outage: null, discoveryIssuer: 'https://evil.test' });
    expect((await begin()).status).toBe(503);
    fresh.provider.discoveryIssuer = null;
    expect((await begin()).status).toBe(302);
  });
});
