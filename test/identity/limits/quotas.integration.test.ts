import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey } from '../../../api/account/create-api-key.ts';
import { requestPasswordReset } from '../../../api/auth/request-password-reset.ts';
import type { Account } from '../../support/accounts.ts';
import { apiSettings, startApi, type TestApi } from '../../support/api.ts';
import { createClient, type Answer } from '../../support/client.ts';
import { startApiProcess, type ApiProcess } from './api-processes.ts';

let api: TestApi;
let processes: ApiProcess[];
beforeAll(async () => {
  // The test stands for a proxy, so that it can call from wherever it likes.
  const settings = await apiSettings({ TRUSTED_PROXIES: '127.0.0.1' });
  api = await startApi(settings);
  // Four API processes in all, on one database.
  processes = await Promise.all([1, 2, 3].map(() => startApiProcess(settings)));
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  await api.stop();
});

const urls = () => [api.url, ...processes.map(({ url }) => url)];

function splitByAdmission(answers: Answer[]) {
  const { admitted = [], limited = [] } = Object.groupBy(answers, ({ status }) =>
    status === 429 ? 'limited' : 'admitted',
  );
  return { admitted, limited };
}

const header = (name: string) => (answer: Answer) => Number(answer.headers.get(name));
const countdown = (from: number) => Array.from({ length: from }, (_, index) => from - 1 - index);

describe('1,000 parallel calls over four API processes', () => {
  it('are admitted as often as the limit of a user says, and told how it stands', async () => {
    const { points = 0, perSeconds = 0 } = createApiKey.limit ?? {};
    const user: Account = await api.newUser();
    const clients = urls().map((url) => createClient(url, user.accessToken));
    const startedAt = Date.now() / 1000;
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        (clients[index % clients.length] ?? user).post('/users/me/api-keys', {
          name: `key ${index}`,
          scopes: ['library:read'],
        }),
      ),
    );
    const { admitted, limited } = splitByAdmission(answers);
    expect(points).toBe(30);
    expect([...new Set(admitted.map(({ status }) => status))]).toEqual([201]);
    expect(admitted).toHaveLength(points);
    expect(limited).toHaveLength(1000 - points);

    const keys = await user.get<{ results: unknown[] }>('/users/me/api-keys');
    expect(keys.body.results).toHaveLength(points);

    expect([...new Set(answers.map(header('x-ratelimit-limit')))]).toEqual([points]);
    const remaining = admitted.map(header('x-ratelimit-remaining')).toSorted((a, b) => b - a);
    expect(remaining).toEqual(countdown(points));
    expect([...new Set(limited.map(header('x-ratelimit-remaining')))]).toEqual([0]);
    for (const reset of answers.map(header('x-ratelimit-reset'))) {
      expect(reset).toBeGreaterThan(startedAt);
      expect(reset).toBeLessThanOrEqual(startedAt + perSeconds + 60);
    }
    for (const seconds of limited.map(header('retry-after'))) {
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(perSeconds);
    }
    expect(limited[0]?.body).toMatchObject({ status: 429, error: 'rate_limited' });
  });

  it('leave other users alone', async () => {
    const body = { name: 'a key', scopes: ['library:read'] };
    const other = await api.newUser();
    expect(await other.post('/users/me/api-keys', body)).toMatchObject({ status: 201 });
  });

  it('are admitted as often as the limit of an address says', async () => {
    const { points = 0 } = requestPasswordReset.limit ?? {};
    const guests = urls().map((url) => createClient(url, null));
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        (guests[index % guests.length] ?? api.guest).post('/auth/password-reset', {
          email: `nobody-${index}@lector.test`,
        }),
      ),
    );
    const { admitted, limited } = splitByAdmission(answers);
    expect(points).toBe(30);
    expect(admitted).toHaveLength(points);
    expect([...new Set(admitted.map(({ status }) => status))]).toEqual([202]);
    expect(limited).toHaveLength(1000 - points);
  });
});

describe('mails to one address', () => {
  it('are five an hour, from wherever they are asked for', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        api.guest.post(
          '/auth/password-reset',
          { email: index % 2 === 0 ? 'one@lector.test' : 'ONE@lector.test' },
          { 'x-forwarded-for': `198.51.100.${index}` },
        ),
      ),
    );
    expect(splitByAdmission(answers).admitted).toHaveLength(5);
  });
});
