import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pLimit from 'p-limit';
import { keepOneTimeToken } from '../../../db/repositories/accounts/one-time-tokens.ts';
import { createSeededRandom } from '../../../domain/seeded-random.ts';
import { hashToken, newOpaqueToken } from '../../../platform/auth/opaque-tokens.ts';
import { loadSigningKey } from '../../../platform/auth/signing-key.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { forgedTokens } from './forged-tokens.ts';
import { mutate } from './mutate.ts';

const each = 60;
const random = createSeededRandom(20_261_121);
const gate = pLimit(16);

let api: TestApi;
let account: Account;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '100000' });
  account = await api.newUser();
});
afterAll(() => api.stop());

interface Verdict {
  sent: string;
  status: number;
}

async function send(path: string, sent: string, init: RequestInit): Promise<Verdict> {
  const response = await fetch(`${api.url}/api/v1${path}`, init);
  const text = await response.text();
  if (text.includes('"access_token"')) throw new Error(`${path} gave tokens for ${sent}`);
  return { sent, status: response.status };
}

function withAuthorization(header: string): Promise<Verdict> {
  // A header is bytes: what is no Latin-1 never leaves a client.
  return send('/users/me', header, { headers: { authorization: header } });
}

function withBody(path: string, body: Record<string, unknown>): Promise<Verdict> {
  return send(path, JSON.stringify(body), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function allRefused(calls: (() => Promise<Verdict>)[], statuses: number[]): Promise<number> {
  const verdicts = await Promise.all(calls.map((call) => gate(call)));
  expect(verdicts.filter(({ status }) => !statuses.includes(status))).toEqual([]);
  return verdicts.length;
}

const mutants = (text: string) => Array.from({ length: each }, () => mutate(text, random));

describe('changed tokens are refused', () => {
  it('access tokens', async () => {
    const calls = mutants(account.accessToken ?? '').map(
      (token) => () => withAuthorization(`Bearer ${token}`),
    );
    expect(await allRefused(calls, [401])).toBe(each);
    expect(await account.get('/users/me')).toMatchObject({ status: 200 });
  });

  it('access tokens that are forged as a whole', async () => {
    const key = await loadSigningKey(api.config.auth.jwtPrivateKey);
    const tokens = await forgedTokens(account.accessToken ?? '', key);
    const challenge = await api.deps.challenges.issue(account.id);
    const calls = [...tokens, challenge, account.refreshToken].map(
      (token) => () => withAuthorization(`Bearer ${token}`),
    );
    expect(await allRefused(calls, [401])).toBeGreaterThan(25);
  });

  it('access tokens whose signature ends in another sign for the same bits', async () => {
    const token = account.accessToken ?? '';
    const endings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const others = endings.filter((ending) => !token.endsWith(ending));
    const calls = others.map(
      (ending) => () => withAuthorization(`Bearer ${token.slice(0, -1)}${ending}`),
    );
    expect(await allRefused(calls, [401])).toBe(63);
  });

  it('API keys', async () => {
    const made = await account.post<{ key: string }>('/users/me/api-keys', {
      name: 'mutated',
      scopes: ['library:read'],
    });
    const { key } = made.body;
    const orders = (token: string) =>
      send('/orders', token, { headers: { authorization: `Bearer ${token}` } });
    expect(await orders(key)).toMatchObject({ status: 200 });
    expect(
      await allRefused(
        mutants(key).map((token) => () => orders(token)),
        [401],
      ),
    ).toBe(each);
  });

  it('refresh tokens, and the family lives on', async () => {
    const calls = mutants(account.refreshToken).map(
      (token) => () => withBody('/auth/refresh', { refresh_token: token }),
    );
    await allRefused(calls, [401, 422]);
    const good = await api.guest.post('/auth/refresh', { refresh_token: account.refreshToken });
    expect(good.status).toBe(200);
  });

  it('challenge tokens', async () => {
    const challenge = await api.deps.challenges.issue(account.id);
    const calls = mutants(challenge).map(
      (token) => () => withBody('/auth/second-factor', { challenge_token: token, code: '000000' }),
    );
    expect(await allRefused(calls, [401, 422])).toBe(each);
  });

  it.each([
    ['verify-email', '/auth/verify-email', {}],
    ['reset-password', '/auth/password-reset/confirm', { password: 'quite another secret' }],
    ['change-email', '/auth/change-email/confirm', {}],
  ] as const)('mailed tokens: %s', async (purpose, path, more) => {
    const user = await api.newUser();
    const token = newOpaqueToken();
    const kept = { tokenHash: hashToken(token), userId: user.id, purpose, ttlSeconds: 600 };
    await keepOneTimeToken(api.deps.orm.em.fork(), { ...kept, email: user.email });
    const calls = mutants(token).map((mutant) => () => withBody(path, { token: mutant, ...more }));
    await allRefused(calls, [410, 422]);
    const good = await api.guest.post(path, { token, ...more });
    expect(good.status).toBeLessThan(300);
  });

  it('mailed tokens for another purpose than their own', async () => {
    const token = newOpaqueToken();
    const kept = { tokenHash: hashToken(token), userId: account.id, ttlSeconds: 600 };
    const email = account.email;
    await keepOneTimeToken(api.deps.orm.em.fork(), { ...kept, email, purpose: 'verify-email' });
    const reset = { token, password: 'quite another secret' };
    const calls = [
      () => withBody('/auth/password-reset/confirm', reset),
      () => withBody('/auth/change-email/confirm', { token }),
    ];
    expect(await allRefused(calls, [410])).toBe(2);
  });
});

describe('changed headers are refused', () => {
  it('whatever else stands in Authorization', async () => {
    const token = account.accessToken ?? '';
    const headers = [
      ...['Basic', 'Digest', 'Token', 'JWT', 'bearerx', 'Bear er'].map(
        (word) => `${word} ${token}`,
      ),
      `Bearer`,
      `Bearer:${token}`,
      `Bearer "${token}"`,
      `Bearer ${token}, Bearer ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer undefined`,
      `Bearer null`,
      `Bearer [object Object]`,
      `Bearer\u00a0${token}`,
      token,
      `token=${token}`,
      `Basic ${Buffer.from(`${account.email}:${account.password}`).toString('base64')}`,
    ];
    const calls = headers.map((header) => () => withAuthorization(header));
    expect(await allRefused(calls, [401])).toBe(headers.length);
  });

  it('whatever claims to speak for somebody without a token', async () => {
    const claims = {
      'x-forwarded-user': account.email,
      'x-user-id': account.id,
      'x-authenticated-user': account.id,
      'x-remote-user': account.email,
      'x-original-url': '/health',
      'x-rewrite-url': '/health',
      'x-http-method-override': 'GET',
      'x-api-key': account.accessToken ?? '',
      'x-access-token': account.accessToken ?? '',
      'proxy-authorization': `Bearer ${account.accessToken ?? ''}`,
      cookie: `access_token=${account.accessToken ?? ''}; authorization=${account.accessToken ?? ''}`,
      'x-forwarded-for': '127.0.0.1',
      forwarded: 'for=127.0.0.1;host=localhost;proto=https',
    };
    const calls = Object.entries(claims).map(
      ([name, value]) =>
        () =>
          send('/users/me', `${name}: ${value}`, { headers: { [name]: value } }),
    );
    expect(await allRefused(calls, [401])).toBe(Object.keys(claims).length);
    const inQuery = `?access_token=${account.accessToken ?? ''}`;
    expect(await send(`/users/me${inQuery}`, inQuery, {})).toMatchObject({ status: 401 });
  });
});
