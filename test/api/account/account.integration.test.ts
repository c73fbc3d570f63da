import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKey } from '../../../db/entities/api-key.ts';
import { Order } from '../../../db/entities/order.ts';
import { newId } from '../../../db/new-id.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { createClient } from '../../support/client.ts';
import { setUpTotp } from './second-factor-account.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '1000' });
});
afterAll(() => api.stop());

async function challenge({ email, password }: Account): Promise<string> {
  const { status, body } = await api.login(email, password);
  expect(status).toBe(401);
  return (body as unknown as { challenge_token: string }).challenge_token;
}

function show(challengeToken: string, code: string) {
  return api.guest.post('/auth/second-factor', { challenge_token: challengeToken, code });
}

describe('the second factor', () => {
  it('takes the codes of the step before and of the step after, none twice and none out of order', async () => {
    const user = await api.newUser();
    const app = await setUpTotp(user);
    const token = await challenge(user);
    const [old, early, next, present] = [app.code(-3), app.code(4), app.code(1), app.code(0)];
    expect((await show(token, old)).status).toBe(401);
    expect((await show(token, early)).status).toBe(401);
    expect((await show(token, next)).status).toBe(200);
    expect((await show(token, next)).status).toBe(401);
    expect((await show(token, present)).status).toBe(401);
    const [recovery = ''] = app.recoveryCodes;
    expect((await show(token, recovery)).status).toBe(200);
    expect((await show(token, recovery)).status).toBe(401);
  });

  it('has ten recovery codes that no other account can use', async () => {
    const [user, other] = [await api.newUser(), await api.newUser()];
    const app = await setUpTotp(user);
    await setUpTotp(other);
    expect(new Set(app.recoveryCodes).size).toBe(10);
    const token = await challenge(other);
    expect((await show(token, app.recoveryCodes[1] ?? '')).status).toBe(401);
  });

  it('is set up and given up with the password, and set up once', async () => {
    const user = await api.newUser();
    const { password } = user;
    const wrong = { password: 'not the password' };
    expect((await user.post('/users/me/totp', wrong)).status).toBe(401);
    expect((await user.post('/users/me/totp/confirm', { code: '123456' })).status).toBe(401);
    await setUpTotp(user);
    expect((await user.post('/users/me/totp', { password })).status).toBe(409);
    expect((await user.post('/users/me/totp/remove', wrong)).status).toBe(401);
    expect((await user.post('/users/me/totp/remove', { password })).status).toBe(204);
    expect((await api.login(user.email, password)).status).toBe(200);
    expect((await user.get('/users/me/totp')).body).toEqual({
      enabled: false,
      recovery_codes_left: 0,
    });
  });

  it('does not count before it is confirmed', async () => {
    const user = await api.newUser();
    await user.post('/users/me/totp', { password: user.password });
    expect((await api.login(user.email, user.password)).status).toBe(200);
  });
});

describe('API keys', () => {
  const newKey = (user: Account, body: object = {}) =>
    user.post<{ id: string; key: string }>('/users/me/api-keys', {
      name: 'a machine',
      scopes: ['library:read'],
      ...body,
    });

  it('are shown once and kept as a hash', async () => {
    const user = await api.newUser();
    const { body } = await newKey(user);
    expect(body.key).toMatch(/^lk_[0-9a-f]{32}_[\w-]{43}$/);
    const list = await user.get<{ results: object[] }>('/users/me/api-keys');
    expect(JSON.stringify(list.body)).not.toContain(body.key.split('_')[2] ?? '?');
    const row = await api.deps.orm.em.fork().findOneOrFail(ApiKey, { id: body.id });
    expect(Buffer.from(row.secretHash).toString('utf8')).not.toContain(body.key.slice(-20));
    expect(row.secretHash).toHaveLength(32);
  });

  it('reach as far as their scopes, and never what is for people', async () => {
    const user = await api.newUser();
    const machine = createClient(api.url, (await newKey(user)).body.key);
    expect((await machine.get('/orders')).status).toBe(200);
    for (const path of ['/cart', '/users/me', '/users/me/api-keys', '/users/me/export']) {
      const answer = await machine.get(path);
      expect(answer).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } });
    }
    expect((await machine.post('/auth/logout-all')).status).toBe(403);
  });

  it('end when they are revoked, when they expire, and with the account', async () => {
    const user = await api.newUser();
    const revoked = (await newKey(user)).body;
    const expiring = (
      await newKey(user, { expires_at: new Date(Date.now() + 3600_000).toISOString() })
    ).body;
    const lasting = (await newKey(user)).body;
    const status = async (key: string) => (await createClient(api.url, key).get('/orders')).status;
    expect(await status(revoked.key)).toBe(200);
    expect((await user.call('DELETE', `/users/me/api-keys/${revoked.id}`)).status).toBe(204);
    expect(await status(revoked.key)).toBe(401);
    expect((await user.call('DELETE', `/users/me/api-keys/${revoked.id}`)).status).toBe(404);
    expect(await status(expiring.key)).toBe(200);
    const em = api.deps.orm.em.fork();
    await em.nativeUpdate(ApiKey, { id: expiring.id }, { expiresAt: new Date(Date.now() - 1000) });
    expect(await status(expiring.key)).toBe(401);
    const standing = (disabled: boolean) =>
      api.admin.call('PUT', `/admin/users/${user.id}/standing`, { body: { disabled } });
    await standing(true);
    expect(await status(lasting.key)).toBe(403);
    await standing(false);
    expect(await status(lasting.key)).toBe(200);
  });

  it('cannot be made in the past, without a scope, or with more rights than one has', async () => {
    const user = await api.newUser();
    expect((await newKey(user, { expires_at: '2020-01-01T00:00:00Z' })).status).toBe(422);
    expect((await newKey(user, { scopes: [] })).status).toBe(422);
    expect((await newKey(user, { scopes: ['everything'] })).status).toBe(422);
    expect((await newKey(user, { scopes: ['admin'] })).status).toBe(403);
  });

  it("of an administrator have an administrator's rights by their own scope alone", async () => {
    const buyer = await api.newUser();
    const id = newId();
    await api.deps.orm.em.fork().insert(Order, {
      id,
      user: buyer.id,
      status: 'fulfilled',
      totalMinor: 0,
      currency: 'USD',
      paymentMethod: 'card',
      paymentProvider: 'simulated',
      workflowId: `order-${id}`,
    });
    const order = `/orders/${id}`;
    const both = (await newKey(api.admin, { scopes: ['admin', 'library:read'] })).body.key;
    expect((await createClient(api.url, both).get(order)).status).toBe(200);
    const plain = createClient(api.url, (await newKey(api.admin)).body.key);
    const admin = createClient(api.url, (await newKey(api.admin, { scopes: ['admin'] })).body.key);
    expect((await plain.get('/admin/users')).status).toBe(403);
    expect((await plain.get(order)).status).toBe(404);
    expect((await admin.get('/admin/users')).status).toBe(200);
  });
});

describe('sessions', () => {
  it('are listed, ended one by one, and all at once', async () => {
    const user = await api.newUser();
    const second = await api.signIn(user.email, user.password);
    const list = await user.get<{ results: { id: string; current: boolean }[] }>(
      '/users/me/sessions',
    );
    expect(list.body.results.filter(({ current }) => current)).toHaveLength(1);
    const other = list.body.results.find(({ current }) => !current);
    expect((await user.call('DELETE', `/users/me/sessions/${other?.id}`)).status).toBe(204);
    expect((await second.get('/users/me')).status).toBe(401);
    const refresh = { refresh_token: second.refreshToken };
    expect((await api.guest.post('/auth/refresh', refresh)).status).toBe(401);
    const third = await api.signIn(user.email, user.password);
    expect((await third.post('/auth/logout-all')).status).toBe(204);
    expect((await user.get('/users/me')).status).toBe(401);
    expect((await third.get('/users/me')).status).toBe(401);
  });

  it('other than the present one end when the password is changed', async () => {
    const user = await api.newUser();
    const second = await api.signIn(user.email, user.password);
    const change = { current_password: user.password, new_password: 'a password that is new' };
    const wrong = { ...change, current_password: 'not the password' };
    expect((await user.post('/users/me/password', wrong)).status).toBe(401);
    expect((await user.post('/users/me/password', change)).status).toBe(204);
    expect((await user.get('/users/me')).status).toBe(200);
    expect((await second.get('/users/me')).status).toBe(401);
  });

  it('end when an old refresh token comes back, for the thief and for the owner', async () => {
    const user = await api.newUser();
    const refresh = (token: string) =>
      api.guest.post<{ refresh_token: string; access_token: string }>('/auth/refresh', {
        refresh_token: token,
      });
    const second = await refresh(user.refreshToken);
    const third = await refresh(second.body.refresh_token);
    expect(third.status).toBe(200);
    expect((await refresh(user.refreshToken)).status).toBe(401);
    expect((await refresh(third.body.refresh_token)).status).toBe(401);
    expect((await createClient(api.url, third.body.access_token).get('/users/me')).status).toBe(
      401,
    );
  });
});
