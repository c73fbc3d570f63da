import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let user: Account;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '1000' });
  user = await api.newUser();
});
afterAll(() => api.stop());

async function send(
  path: string,
  init: RequestInit,
  account: Account = user,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${api.url}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${account.accessToken}`, ...init.headers },
  });
  return { status: response.status, text: await response.text() };
}

const json = { 'content-type': 'application/json' };
const patchMe = (body: string) => send('/users/me', { method: 'PATCH', headers: json, body });

describe('bounds', () => {
  it.each([
    ['a header of 20 KiB', { headers: { 'x-long': 'a'.repeat(20 * 1024) } }, '/users/me', 431],
    [
      'a body over 1 MB',
      { method: 'PATCH', headers: json, body: `{"bio":"${'a'.repeat(1_100_000)}"}` },
      '/users/me',
      413,
    ],
    ['a query of 10 KiB', {}, `/audiobooks?q=${'a'.repeat(10 * 1024)}`, 422],
    ['page 0', {}, '/orders?page=0', 422],
    ['a page beyond counting', {}, '/orders?page=99999999999999999999', 422],
    ['a page that is no number', {}, '/orders?page=two', 400],
    ['101 a page', {}, '/orders?page_size=101', 422],
  ] as const)('%s', async (_, init, path, status) => {
    expect((await send(path, init)).status).toBe(status);
  });

  it.each([
    ['a username of 51', { username: 'a'.repeat(51) }],
    ['a username of 2', { username: 'ab' }],
    ['a username with a slash', { username: 'a/b/c' }],
    ['a bio of 2,001', { bio: 'a'.repeat(2001) }],
    ['a bio with a NUL', { bio: 'a\0b' }],
    ['a speed of 5', { playback_speed: 5 }],
  ])('%s', async (_, body) => {
    expect((await patchMe(JSON.stringify(body))).status).toBe(422);
  });

  it.each([
    ['257 characters', 'p'.repeat(257)],
    ['7 characters', 'p4ssw0r'],
    ['a common one', 'password123'],
    ['a common one in capitals', 'PASSWORD123'],
  ])('a password of %s', async (_, password) => {
    const body = { email: 'bounds@lector.test', username: 'bounds', password };
    expect((await api.guest.post('/auth/register', body)).status).toBe(422);
  });

  it('a password of 256 characters of any script is taken, and compared whole', async () => {
    const password = 'пароль🔑'.repeat(32);
    const body = { email: 'long@lector.test', username: 'long-password', password };
    expect((await api.guest.post('/auth/register', body)).status).toBe(201);
    expect((await api.login(body.email, password)).status).toBe(200);
    expect((await api.login(body.email, password.slice(0, -2))).status).toBe(401);
  });

  it.each([
    ['6 MiB', Buffer.alloc(6 * 2 ** 20, 0xff), 413],
    ['a web page', Buffer.from('<html><script>alert(1)</script></html>'), 415],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 415],
    ['nothing', Buffer.alloc(0), 415],
  ])('a picture that is %s', async (_, bytes, status) => {
    const form = new FormData();
    // Even 6 MiB begin as a picture does.
    if (status === 413) Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes);
    form.append('picture', new Blob([bytes], { type: 'image/png' }), '../../etc/passwd');
    expect((await send('/users/me/picture', { method: 'PUT', body: form })).status).toBe(status);
  });

  it('JSON nested 100,000 deep', async () => {
    const deep = `{"bio":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await patchMe(deep)).status).toBe(400);
  });
});

describe('pollution', () => {
  it.each(['/orders?page=1&page=2', '/orders?page[]=1', '/orders?page[a]=1', '/orders?page.a=1'])(
    'of parameters: %s',
    async (path) => {
      const { status } = await send(path, {});
      expect([400, 422]).toContain(status);
    },
  );

  it.each([
    '{"__proto__":{"role":"admin"},"bio":"p"}',
    '{"constructor":{"prototype":{"role":"admin"}},"bio":"p"}',
    '{"prototype":{"role":"admin"},"bio":"p"}',
    '{"notification_preferences":{"__proto__":{"polluted":true}}}',
    '{"notification_preferences":{"constructor":{"prototype":{"polluted":true}}}}',
  ])('of prototypes by JSON: %s', async (body) => {
    const { status, text } = await patchMe(body);
    expect([400, 422]).toContain(status);
    expect(text).not.toContain('"role":"admin"');
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(['__proto__', 'constructor', '__proto__[role]', 'constructor[prototype][role]'])(
    'of prototypes by query and form: %s',
    async (name) => {
      const query = await send(`/orders?${name}=admin`, {});
      expect([200, 400, 422]).toContain(query.status);
      const form = new FormData();
      form.append(name, 'admin');
      form.append('title', 'A book');
      const upload = await send('/audiobooks/upload', { method: 'POST', body: form });
      expect([400, 422]).toContain(upload.status);
      expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    },
  );

  it('of the body by a second media type', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status } = await send('/users/me', { method: 'PATCH', headers, body: 'role=admin' });
    expect(status).toBe(415);
  });
});

describe('mass assignment', () => {
  const extras = {
    id: '018f3b2c-7f3a-7c1e-9d2b-3a4b5c6d7e8f',
    role: 'admin',
    email_verified: true,
    email_verified_at: '2026-01-01T00:00:00Z',
    emailVerifiedAt: '2026-01-01T00:00:00Z',
    password_hash: 'x',
    passwordHash: 'x',
    disabled_at: null,
    picture_key: 'users/other/picture',
    email: 'admin@lector.test',
    is_admin: true,
  };

  it.each(Object.entries(extras))('of %s is refused in a profile', async (name, value) => {
    const before = await user.get('/users/me');
    const full = {
      username: user.username,
      bio: '',
      playback_speed: 1,
      notification_preferences: (before.body as Record<string, unknown>)[
        'notification_preferences'
      ],
    };
    const patch = await patchMe(JSON.stringify({ bio: 'changed', [name]: value }));
    const put = await send('/users/me', {
      method: 'PUT',
      headers: json,
      body: JSON.stringify({ ...full, [name]: value }),
    });
    expect([patch.status, put.status]).toEqual([422, 422]);
    expect((await user.get('/users/me')).body).toEqual(before.body);
  });

  it.each(Object.entries(extras).filter(([name]) => name !== 'email'))(
    'of %s is refused at registration',
    async (name, value) => {
      const body = {
        email: 'mass@lector.test',
        username: 'mass',
        password: 'nobody will guess this',
      };
      const { status } = await api.guest.post('/auth/register', { ...body, [name]: value });
      expect(status).toBe(422);
    },
  );
});
