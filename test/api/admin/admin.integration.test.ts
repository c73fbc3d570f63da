import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditKind } from '../../../db/entities/audit-event.ts';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { setUpTotp } from '../account/second-factor-account.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ RATE_LIMIT_FACTOR: '1000' });
});
afterAll(() => api.stop());

const setRole = (id: string, role: string) =>
  api.admin.call('PUT', `/admin/users/${id}/role`, { body: { role } });
const setStanding = (id: string, disabled: boolean) =>
  api.admin.call('PUT', `/admin/users/${id}/standing`, { body: { disabled } });

async function auditOf(userId: string): Promise<AuditKind[]> {
  const { body } = await api.admin.get<{ results: { kind: AuditKind }[] }>(
    `/admin/audit-events?user_id=${userId}&page_size=100`,
  );
  return body.results.map(({ kind }) => kind).toReversed();
}

describe('an administrator', () => {
  it('finds accounts by name, address and role, and pages through them', async () => {
    const user = await api.newUser();
    const found = await api.admin.get<{ results: { id: string }[] }>(
      `/admin/users?q=${user.username}`,
    );
    expect(found.body.results.map(({ id }) => id)).toEqual([user.id]);
    const none = await api.admin.get<{ count: number }>('/admin/users?q=%25');
    expect(none.body.count).toBe(0);
    const admins = await api.admin.get<{ results: { role: string }[] }>('/admin/users?role=admin');
    expect(new Set(admins.body.results.map(({ role }) => role))).toEqual(new Set(['admin']));
  });

  it('gives and takes a role, which counts from the next request on', async () => {
    const user = await api.newUser();
    expect((await user.get('/admin/users')).status).toBe(403);
    expect((await setRole(user.id, 'admin')).status).toBe(200);
    expect((await user.get('/admin/users')).status).toBe(200);
    expect((await setRole(user.id, 'user')).status).toBe(200);
    expect((await user.get('/admin/users')).status).toBe(403);
    expect((await setRole(user.id, 'owner')).status).toBe(422);
    expect((await setRole('018f3b2c-7f3a-7c1e-9d2b-3a4b5c6d7e8f', 'user')).status).toBe(404);
  });

  it('disables an account, which counts from the next request on, and enables it again', async () => {
    const user = await api.newUser();
    const { email, password, refreshToken } = user;
    await setStanding(user.id, true);
    expect((await user.get('/users/me')).body).toMatchObject({ error: 'account_disabled' });
    expect((await api.login(email, password)).status).toBe(403);
    expect((await api.login(email, 'a wrong one')).status).toBe(401);
    const refresh = await api.guest.post('/auth/refresh', { refresh_token: refreshToken });
    expect(refresh.status).toBe(403);
    await setStanding(user.id, false);
    expect((await user.get('/users/me')).status).toBe(200);
  });
});

describe('the audit log', () => {
  it('has each of the events of an account, with address and actor', async () => {
    const user = await api.newUser();
    const { email, password } = user;
    await api.login(email, 'a wrong one');
    const second = await api.signIn(email, password);
    await second.post('/auth/logout');
    const key = await user.post<{ id: string }>('/users/me/api-keys', {
      name: 'k',
      scopes: ['tasks'],
    });
    await user.call('DELETE', `/users/me/api-keys/${key.body.id}`);
    const app = await setUpTotp(user);
    const challenged = await api.login(email, password);
    const { challenge_token: token } = challenged.body as unknown as { challenge_token: string };
    await api.guest.post('/auth/second-factor', { challenge_token: token, code: '000000' });
    const [code] = app.recoveryCodes;
    await api.guest.post('/auth/second-factor', { challenge_token: token, code });
    await user.post('/users/me/totp/remove', { password });
    await user.post('/users/me/email', { email: `next-${email}`, password });
    await user.post('/users/me/password', {
      current_password: password,
      new_password: 'a new password!',
    });
    await setRole(user.id, 'admin');
    await setRole(user.id, 'user');
    await setStanding(user.id, true);
    await setStanding(user.id, false);
    await user.post('/auth/logout-all');
    const again = await api.signIn(email, 'a new password!');
    await again.call('DELETE', '/users/me', {
      headers: { 'x-confirm-password': 'a new password!' },
    });
    expect(await auditOf(user.id)).toEqual([
      ...['registered', 'signed_in', 'sign_in_failed', 'signed_in', 'signed_out'],
      ...['api_key_created', 'api_key_revoked', 'totp_enabled', 'second_factor_failed'],
      ...['recovery_code_used', 'signed_in', 'totp_disabled', 'email_change_requested'],
      ...['password_changed', 'role_changed', 'role_changed', 'user_disabled', 'user_enabled'],
      ...['signed_out_everywhere', 'signed_in', 'account_deleted'],
    ]);
    const { body } = await api.admin.get<{ results: object[] }>(
      `/admin/audit-events?user_id=${user.id}&kind=role_changed`,
    );
    expect(body.results).toEqual([
      expect.objectContaining({ actor_id: api.admin.id, detail: { from: 'admin', to: 'user' } }),
      expect.objectContaining({ ip_address: '127.0.0.1', detail: { from: 'user', to: 'admin' } }),
    ]);
  });
});

describe('where administrators need a second factor', () => {
  let strict: TestApi;
  let admin: Account;
  beforeAll(async () => {
    strict = await startApi({ REQUIRE_ADMIN_TOTP: 'true', RATE_LIMIT_FACTOR: '1000' });
    ({ admin } = strict);
  });
  afterAll(() => strict.stop());

  it('they do nothing but set it up, and go on once they have', async () => {
    const user = await strict.newUser();
    const upload = await admin.get('/admin/users');
    expect(upload).toMatchObject({
      status: 403,
      body: { error: 'second_factor_enrolment_required' },
    });
    expect((await admin.get('/users/me')).status).toBe(200);
    expect((await user.get('/users/me')).status).toBe(200);
    await setUpTotp(admin);
    expect((await admin.get('/admin/users')).status).toBe(200);
  });
});
