import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOTP, Secret } from 'otpauth';
import { keepOneTimeToken } from '../../db/repositories/accounts/one-time-tokens.ts';
import { hashToken, newOpaqueToken } from '../../platform/auth/opaque-tokens.ts';
import type { Account, Tokens } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import type { Answer } from '../support/client.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '1000' });
});
afterAll(() => api.stop());

async function atOnce<Body>(times: number, call: (index: number) => Promise<Answer<Body>>) {
  const answers = await Promise.all(Array.from({ length: times }, (_, index) => call(index)));
  return Map.groupBy(answers, ({ status }) => status);
}

describe('100 who present one mailed token at the same time', () => {
  it.each([
    ['verify-email', '/auth/verify-email', 200],
    ['reset-password', '/auth/password-reset/confirm', 204],
    ['change-email', '/auth/change-email/confirm', 204],
  ] as const)('%s: one succeeds', async (purpose, path, success) => {
    const user = await api.newUser();
    const token = newOpaqueToken();
    const kept = { tokenHash: hashToken(token), userId: user.id, purpose, ttlSeconds: 600 };
    await keepOneTimeToken(api.deps.orm.em.fork(), { ...kept, email: user.email });
    const byStatus = await atOnce(100, (index) => {
      const password = { password: `the password of caller ${index}` };
      return api.guest.post(path, { token, ...(purpose === 'reset-password' ? password : {}) });
    });
    expect(byStatus.get(success)).toHaveLength(1);
    expect(byStatus.get(410)).toHaveLength(99);
  });

  it('a token that has expired helps nobody', async () => {
    const user = await api.newUser();
    const token = newOpaqueToken();
    const kept = { tokenHash: hashToken(token), userId: user.id, ttlSeconds: -1 };
    const em = api.deps.orm.em.fork();
    await keepOneTimeToken(em, { ...kept, purpose: 'verify-email', email: user.email });
    expect(await api.guest.post('/auth/verify-email', { token })).toMatchObject({ status: 410 });
  });
});

interface SecondFactor {
  totp: TOTP;
  recoveryCodes: string[];
}

async function setUpSecondFactor(user: Account): Promise<SecondFactor> {
  const begun = await user.post<{ secret: string }>('/users/me/totp', { password: user.password });
  const totp = new TOTP({ secret: Secret.fromBase32(begun.body.secret) });
  // The step before this one: the present code stays good for what the test does with it.
  const code = totp.generate({ timestamp: Date.now() - 30_000 });
  const confirmed = await user.post<{ recovery_codes: string[] }>('/users/me/totp/confirm', {
    code,
  });
  if (confirmed.status !== 200) throw new Error(`The set-up answered ${confirmed.status}`);
  return { totp, recoveryCodes: confirmed.body.recovery_codes };
}

async function challengeOf({ email, password }: Account): Promise<string> {
  const { body } = await api.login(email, password);
  return (body as unknown as { challenge_token: string }).challenge_token;
}

describe('50 who show one second factor at the same time', () => {
  it('an authenticator code lets one in', async () => {
    const user = await api.newUser();
    const { totp } = await setUpSecondFactor(user);
    const challenge = await challengeOf(user);
    const code = totp.generate();
    const byStatus = await atOnce(50, () =>
      api.guest.post('/auth/second-factor', { challenge_token: challenge, code }),
    );
    expect(byStatus.get(200)).toHaveLength(1);
    expect(byStatus.get(401)).toHaveLength(49);
  });

  it('a recovery code lets one in, however it is typed, and nine are left', async () => {
    const user = await api.newUser();
    const { recoveryCodes } = await setUpSecondFactor(user);
    const challenge = await challengeOf(user);
    const [code = ''] = recoveryCodes;
    const byStatus = await atOnce(50, (index) =>
      api.guest.post('/auth/second-factor', {
        challenge_token: challenge,
        code: index % 2 === 0 ? code : code.toUpperCase().replaceAll('-', ' '),
      }),
    );
    expect(byStatus.get(200)).toHaveLength(1);
    expect(byStatus.get(401)).toHaveLength(49);
    expect((await user.get('/users/me/totp')).body).toEqual({
      enabled: true,
      recovery_codes_left: 9,
    });
  });
});

describe('50 who refresh with one token at the same time', () => {
  it('all get the same successor, and the session lives', async () => {
    const user = await api.newUser();
    const byStatus = await atOnce(50, () =>
      api.guest.post<Tokens>('/auth/refresh', { refresh_token: user.refreshToken }),
    );
    const answers = byStatus.get(200) ?? [];
    expect(answers).toHaveLength(50);
    const successors = new Set(answers.map(({ body }) => body.refresh_token));
    expect(successors.size).toBe(1);
    const [successor] = successors;
    const next = await api.guest.post('/auth/refresh', { refresh_token: successor });
    expect(next.status).toBe(200);
  });
});
