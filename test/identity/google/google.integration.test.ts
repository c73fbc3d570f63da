import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '../../../db/entities/user.ts';
import { openBrowser } from './browser.ts';
import {
  appRedirectUri,
  codeForApp,
  comeBack,
  goToGoogle,
  googleLogin,
  newSubject,
  oauthCookie,
  signInByRedirect,
  startWithGoogle,
  type GoogleFixture,
} from './google-fixture.ts';

let fixture: GoogleFixture;
beforeAll(async () => {
  fixture = await startWithGoogle();
});
afterAll(() => fixture.stop());

describe('signing in with Google', () => {
  it('makes an account at the first time and finds it at the second', async () => {
    const { subject, email } = newSubject(fixture, { name: 'Ana Müller' });
    const first = await signInByRedirect(fixture, subject);
    const second = await signInByRedirect(fixture, subject);
    expect(first.status).toBe(200);
    expect(first.tokens.user).toMatchObject({ email, role: 'user', email_verified: true });
    expect(first.tokens.user.username).toMatch(/^Ana-Müller-/);
    expect(second.tokens.user.id).toBe(first.tokens.user.id);
  });

  it('trades a code that an app was given, with and without a nonce', async () => {
    const { subject, email } = newSubject(fixture);
    const plain = await googleLogin(fixture, await codeForApp(fixture, subject));
    const code = await codeForApp(fixture, subject, 'a nonce of the app');
    const withNonce = await googleLogin(fixture, { ...code, nonce: 'a nonce of the app' });
    expect(plain).toMatchObject({ status: 200, tokens: { user: { email } } });
    expect(withNonce).toMatchObject({ status: 200, tokens: { user: { email } } });
  });

  it('asks Google with state, PKCE by S256 and nonce, and ties them to the browser', async () => {
    const response = await openBrowser().visit(`${fixture.api.url}/api/v1/auth/google`);
    const query = new URL(response.headers.get('location') ?? '').searchParams;
    expect(response.status).toBe(302);
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: fixture.provider.clientId,
      redirect_uri: 'http://lector.test/api/v1/auth/google/callback',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const [cookie = '', ...others] = response.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie.startsWith(`${oauthCookie}=`)).toBe(true);
    const attributes = cookie.split('; ').slice(1);
    expect(attributes.toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=600',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
  });

  it('takes the cookie back, whatever comes of it', async () => {
    const { subject } = newSubject(fixture);
    const browser = openBrowser();
    const back = await goToGoogle(fixture, browser, subject);
    expect(browser.cookies(fixture.api.url).has(oauthCookie)).toBe(true);
    await comeBack(browser, back.replace(/state=[^&]+/, 'state=forged'));
    expect(browser.cookies(fixture.api.url).has(oauthCookie)).toBe(false);
  });

  it('links a verified account to a verified address, once, and notes it', async () => {
    const user = await fixture.api.newUser();
    const em = fixture.api.deps.orm.em.fork();
    await em.nativeUpdate(User, { id: user.id }, { emailVerifiedAt: new Date() });
    const { subject } = newSubject(fixture, { email: user.email.toUpperCase() });
    const outcome = await signInByRedirect(fixture, subject);
    await signInByRedirect(fixture, subject);
    expect(outcome).toMatchObject({ status: 200, tokens: { user: { id: user.id } } });
    const audit = await fixture.api.admin.get<{ count: number }>(
      `/admin/audit-events?user_id=${user.id}&kind=google_linked`,
    );
    expect(audit.body.count).toBe(1);
  });

  it('makes one account of many first sign-ins at the same time', async () => {
    const { subject } = newSubject(fixture);
    const codes = await Promise.all(Array.from({ length: 6 }, () => codeForApp(fixture, subject)));
    const outcomes = await Promise.all(codes.map((code) => googleLogin(fixture, code)));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(new Set(outcomes.map(({ tokens }) => tokens.user.id)).size).toBe(1);
  });

  it('asks an account for its second factor all the same', async () => {
    const { subject } = newSubject(fixture);
    const { tokens } = await signInByRedirect(fixture, subject);
    await fixture.api.deps.orm.em
      .fork()
      .getKysely()
      .insertInto('totp_factors')
      .values({
        user_id: tokens.user.id,
        sealed_secret: Buffer.alloc(60),
        confirmed_at: new Date(),
        last_step: 0,
      })
      .execute();
    const again = await signInByRedirect(fixture, subject);
    expect(again).toMatchObject({ status: 401, error: 'second_factor_required' });
    expect(again.tokens.access_token).toBeUndefined();
  });

  it('does not let a disabled account in', async () => {
    const { subject } = newSubject(fixture);
    const { tokens } = await signInByRedirect(fixture, subject);
    const { status } = await fixture.api.admin.call(
      'PUT',
      `/admin/users/${tokens.user.id}/standing`,
      { body: { disabled: true } },
    );
    expect(status).toBe(200);
    const outcome = await signInByRedirect(fixture, subject);
    expect(outcome).toMatchObject({ status: 403, error: 'account_disabled' });
  });

  it('compares the redirect address with the one that the code was sent to', async () => {
    const { subject } = newSubject(fixture);
    const code = await codeForApp(fixture, subject);
    expect(code.redirect_uri).toBe(appRedirectUri);
    const elsewhere = { ...code, redirect_uri: 'http://evil.test/signed-in' };
    const outcome = await googleLogin(fixture, elsewhere);
    expect(outcome).toMatchObject({ status: 401, error: 'invalid_credentials' });
  });
});
