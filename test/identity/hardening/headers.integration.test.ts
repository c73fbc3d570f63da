import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../../api/operations.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

const ours = 'https://app.lector.test';

let api: TestApi;
let user: Account;
beforeAll(async () => {
  api = await startApi({
    CORS_ORIGINS: `${ours}, https://admin.lector.test`,
    RATE_LIMIT_FACTOR: '1000',
  });
  user = await api.newUser();
});
afterAll(() => api.stop());

describe('cross-origin requests', () => {
  it('are answered for the origins of the list, without credentials', async () => {
    const { headers } = await api.guest.get('/audiobooks', { origin: ours });
    expect(headers.get('access-control-allow-origin')).toBe(ours);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
    expect(headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining');
  });

  it('are let through a preflight for those', async () => {
    const preflight = (origin: string) =>
      api.guest.call('OPTIONS', '/auth/login', {
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    const allowed = await preflight(ours);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
    const refused = await preflight('https://evil.test');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect(refused.headers.get('access-control-allow-methods')).toBeNull();
  });

  it.each([
    'https://evil.test',
    'null',
    'http://app.lector.test',
    'https://app.lector.test.evil.test',
    'https://evil-app.lector.test',
    'https://app.lector.test:8443',
    'https://APP.lector.test/',
  ])('tell a browser nothing that comes from %s', async (origin) => {
    const { headers } = await api.guest.get('/audiobooks', { origin });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('security headers', () => {
  it.each([
    '/api/v1/audiobooks',
    '/api/v1/nothing',
    '/account/reset-password',
    '/docs',
    '/health/live',
  ])('are on %s', async (path) => {
    const { headers } = await fetch(`${api.url}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain(
      "script-src 'self' 'unsafe-inline'",
    );
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });
});

describe('what is private', () => {
  const reads = operations.filter(
    ({ method, auth, path }) =>
      method === 'get' && (auth === 'user' || auth === 'admin') && !path.includes('{'),
  );

  it.each(reads.map(({ path }) => path))('is kept by no cache: GET %s', async (path) => {
    const { headers, status } = await api.admin.get(path);
    expect(status).toBeLessThan(500);
    expect(headers.get('cache-control')).toMatch(/no-store|private/);
  });

  it('includes tokens and refusals', async () => {
    const { email, password } = user;
    const answers = [
      await api.login(email, password),
      await api.login(email, 'a wrong one'),
      await api.guest.post('/auth/refresh', { refresh_token: user.refreshToken }),
      await api.guest.get('/users/me'),
    ];
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(
      answers.map(() => 'no-store'),
    );
  });

  it('needs no cookie: none is ever set but for going to Google', async () => {
    const { email, password } = user;
    const { headers } = await api.login(email, password);
    expect(headers.getSetCookie()).toEqual([]);
  });
});

describe('X-Forwarded-For', () => {
  async function addressSeen(
    where: TestApi,
    forwarded: string,
  ): Promise<string | null | undefined> {
    const account = await where.newUser();
    const { email, password } = account;
    await where.guest.post('/auth/login', { email, password }, { 'x-forwarded-for': forwarded });
    const { body } = await account.get<{ results: { ip_address: string | null }[] }>(
      '/users/me/sessions',
    );
    return body.results[0]?.ip_address;
  }

  it('is not believed from anybody', async () => {
    expect(await addressSeen(api, '203.0.113.9')).toBe('127.0.0.1');
    expect(await addressSeen(api, 'drop table users')).toBe('127.0.0.1');
  });

  it('is believed as far as trusted proxies wrote it', async () => {
    const behind = await startApi({ TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' });
    try {
      expect(await addressSeen(behind, '203.0.113.9')).toBe('203.0.113.9');
      expect(await addressSeen(behind, '1.1.1.1, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9');
      expect(await addressSeen(behind, 'unknown')).toBe('127.0.0.1');
    } finally {
      await behind.stop();
    }
  });

  it('does not multiply guesses', async () => {
    const plain = await startApi();
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          plain.guest.post(
            '/auth/login',
            { email: 'somebody@lector.test', password: `guess ${index}` },
            { 'x-forwarded-for': `203.0.113.${index}`, 'x-real-ip': `203.0.113.${index}` },
          ),
        ),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    } finally {
      await plain.stop();
    }
  });
});
