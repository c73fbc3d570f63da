import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { startLector, type TestLector } from '../../support/lector.ts';
import { mailedToken, mailTo } from './mailed-token.ts';

let lector: TestLector;
beforeAll(async () => {
  lector = await startLector({ settings: { RATE_LIMIT_FACTOR: '1000' } });
}, 120_000);
afterAll(() => lector.stop());

const verify = /^Verify/;
const reset = /^Reset/;
const confirmAddress = /^Confirm your new/;
const newPassword = 'a password that is new';

async function resetPassword(email: string, password: string) {
  await lector.guest.post('/auth/password-reset', { email });
  const token = await mailedToken(lector, email, reset);
  return {
    token,
    answer: await lector.guest.post('/auth/password-reset/confirm', { token, password }),
  };
}

describe('the mail after registration', () => {
  it('verifies the address once, and is laid out as text and HTML', async () => {
    const user = await lector.newUser();
    const mail = await mailTo(lector, user.email, verify);
    const token = await mailedToken(lector, user.email, verify);
    expect(mail.text).toContain(`http://lector.test/account/verify-email?token=${token}`);
    expect(mail.html).toContain(`token=${token}`);
    expect((await user.get<{ email_verified: boolean }>('/users/me')).body.email_verified).toBe(
      false,
    );
    const first = await lector.guest.post('/auth/verify-email', { token });
    const second = await lector.guest.post('/auth/verify-email', { token });
    expect(first).toMatchObject({ status: 200, body: { email: user.email, email_verified: true } });
    expect(second).toMatchObject({ status: 410, body: { error: 'token_expired' } });
  });

  it('comes again when asked for, and the first used voids the other', async () => {
    const user = await lector.newUser();
    const first = await mailedToken(lector, user.email, verify);
    expect((await user.post('/auth/verify-email/resend')).status).toBe(202);
    const again = await mailTo(lector, user.email, verify);
    expect(again.text).toContain('token=');
    expect((await lector.guest.post('/auth/verify-email', { token: first })).status).toBe(200);
    const mails = await lector.mailsTo(user.email);
    for (const { text } of mails) {
      const [, token = ''] = /token=([\w-]+)/.exec(text) ?? [];
      expect((await lector.guest.post('/auth/verify-email', { token })).status).toBe(410);
    }
  });
});

describe('a password reset', () => {
  it('ends all sessions, lets in with the new password alone, and tells the owner', async () => {
    const user = await lector.newUser();
    const { token, answer } = await resetPassword(user.email, newPassword);
    expect(answer.status).toBe(204);
    expect((await user.get('/users/me')).status).toBe(401);
    const { email, password } = user;
    expect((await lector.guest.post('/auth/login', { email, password })).status).toBe(401);
    const login = { email, password: newPassword };
    expect((await lector.guest.post('/auth/login', login)).status).toBe(200);
    const again = { token, password: 'yet another password' };
    expect((await lector.guest.post('/auth/password-reset/confirm', again)).status).toBe(410);
    await mailTo(lector, email, /password was changed/);
  });

  it('keeps the token when the password is refused', async () => {
    const user = await lector.newUser();
    await lector.guest.post('/auth/password-reset', { email: user.email });
    const token = await mailedToken(lector, user.email, reset);
    const confirm = (password: string) =>
      lector.guest.post('/auth/password-reset/confirm', { token, password });
    expect((await confirm('password123')).status).toBe(422);
    expect((await confirm(newPassword)).status).toBe(204);
  });

  it('sends nothing to an address without an account', async () => {
    const email = 'nobody-at-all@lector.test';
    const known = await lector.newUser();
    const unknown = await lector.guest.post('/auth/password-reset', { email });
    const other = await lector.guest.post('/auth/password-reset', { email: known.email });
    expect(unknown.body).toEqual(other.body);
    await mailTo(lector, known.email, reset);
    expect(await lector.mailsTo(email)).toEqual([]);
  });

  it('takes an account back from whoever registered it with the address of another', async () => {
    const squatter = await lector.newUser();
    const key = await squatter.post<{ key: string }>('/users/me/api-keys', {
      name: 'a way back',
      scopes: ['library:read'],
    });
    const { password, email } = squatter;
    const begun = await squatter.post<{ secret: string }>('/users/me/totp', { password });
    const totp = new TOTP({ secret: Secret.fromBase32(begun.body.secret) });
    const confirmed = await squatter.post('/users/me/totp/confirm', { code: totp.generate() });
    expect(confirmed.status).toBe(200);
    const elsewhere = `elsewhere-${email}`;
    await squatter.post('/users/me/email', { email: elsewhere, password });
    const wayBack = await mailedToken(lector, elsewhere, confirmAddress);

    expect((await resetPassword(email, newPassword)).answer.status).toBe(204);
    const owner = await lector.guest.post('/auth/login', { email, password: newPassword });
    expect(owner.status).toBe(200);
    const byKey = await lector.guest.get('/orders', { authorization: `Bearer ${key.body.key}` });
    expect(byKey.status).toBe(401);
    const confirm = await lector.guest.post('/auth/change-email/confirm', { token: wayBack });
    expect(confirm.status).toBe(410);
  });
});

describe('a change of the mail address', () => {
  it('tells both sides, counts once it is confirmed, and works once', async () => {
    const user = await lector.newUser();
    const { email, password } = user;
    const next = `next-${email}`;
    expect((await user.post('/users/me/email', { email: next, password: 'wrong' })).status).toBe(
      401,
    );
    expect((await user.post('/users/me/email', { email: next, password })).status).toBe(202);
    await mailTo(lector, email, /was asked for/);
    const token = await mailedToken(lector, next, confirmAddress);
    expect((await lector.guest.post('/auth/login', { email, password })).status).toBe(200);
    expect((await lector.guest.post('/auth/change-email/confirm', { token })).status).toBe(204);
    expect((await lector.guest.post('/auth/change-email/confirm', { token })).status).toBe(410);
    await mailTo(lector, email, /address was changed/);
    expect((await lector.guest.post('/auth/login', { email, password })).status).toBe(401);
    const login = await lector.guest.post('/auth/login', { email: next, password });
    expect(login).toMatchObject({
      status: 200,
      body: { user: { email: next, email_verified: true } },
    });
  });

  it('is void after the owner has changed the password', async () => {
    const user = await lector.newUser();
    const { email, password } = user;
    await user.post('/users/me/email', { email: `thief-${email}`, password });
    const token = await mailedToken(lector, `thief-${email}`, confirmAddress);
    const change = { current_password: password, new_password: newPassword };
    expect((await user.post('/users/me/password', change)).status).toBe(204);
    expect((await lector.guest.post('/auth/change-email/confirm', { token })).status).toBe(410);
  });

  it('cannot take the address of another account', async () => {
    const user = await lector.newUser();
    const taken = `taken-${user.email}`;
    await user.post('/users/me/email', { email: taken, password: user.password });
    const token = await mailedToken(lector, taken, confirmAddress);
    const other = { email: taken, username: 'came-first', password: newPassword };
    expect((await lector.guest.post('/auth/register', other)).status).toBe(201);
    const confirm = await lector.guest.post('/auth/change-email/confirm', { token });
    expect(confirm).toMatchObject({ status: 409, body: { error: 'email_taken' } });
  });
});
