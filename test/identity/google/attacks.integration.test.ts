import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '../../../db/entities/user.ts';
import { openBrowser } from './browser.ts';
import {
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

const refused = { status: 401, error: 'invalid_credentials' };

/** A browser that has been at Google and is about to come back. */
async function onTheWayBack() {
  const browser = openBrowser();
  const { subject } = newSubject(fixture);
  const callbackUrl = await goToGoogle(fixture, browser, subject);
  return { browser, subject, callbackUrl };
}

function withParameter(url: string, name: string, value: string | null): string {
  const changed = new URL(url);
  if (value === null) changed.searchParams.delete(name);
  else changed.searchParams.set(name, value);
  return changed.href;
}

describe('attacks on the redirect', () => {
  it.each([
    ['forged', 'a'.repeat(43)],
    ['empty', ''],
    ['missing', null],
  ])('refuses a state that is %s', async (_, state) => {
    const { browser, callbackUrl } = await onTheWayBack();
    const outcome = await comeBack(browser, withParameter(callbackUrl, 'state', state));
    expect([400, 401, 422]).toContain(outcome.status);
    expect(outcome.tokens.access_token).toBeUndefined();
  });

  it('refuses a forged state even with a cookie that says the same', async () => {
    const { browser, callbackUrl } = await onTheWayBack();
    const forged = 'f'.repeat(43);
    browser.cookies(fixture.api.url).set(oauthCookie, forged);
    expect(await comeBack(browser, withParameter(callbackUrl, 'state', forged))).toMatchObject(
      refused,
    );
  });

  it('takes a state once', async () => {
    const { browser, callbackUrl } = await onTheWayBack();
    const state = browser.cookies(fixture.api.url).get(oauthCookie) ?? '';
    expect(await comeBack(browser, callbackUrl)).toMatchObject({ status: 200 });
    browser.cookies(fixture.api.url).set(oauthCookie, state);
    expect(await comeBack(browser, callbackUrl)).toMatchObject(refused);
  });

  it('lets one of many that come back with the same state in', async () => {
    const { browser, callbackUrl } = await onTheWayBack();
    const cookie = `${oauthCookie}=${browser.cookies(fixture.api.url).get(oauthCookie) ?? ''}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(callbackUrl, { headers: { cookie } })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
  });

  it('refuses the state of another browser, so that nobody is signed in to an account that is not theirs', async () => {
    const attacker = await onTheWayBack();
    const victim = await onTheWayBack();
    expect(await comeBack(victim.browser, attacker.callbackUrl)).toMatchObject(refused);
    expect(await comeBack(openBrowser(), attacker.callbackUrl)).toMatchObject(refused);
  });

  it('refuses two cookies of the name: somebody else has set one', async () => {
    const { browser, callbackUrl } = await onTheWayBack();
    const state = browser.cookies(fixture.api.url).get(oauthCookie) ?? '';
    for (const other of [state, 'planted']) {
      const cookie = `${oauthCookie}=${state}; ${oauthCookie}=${other}`;
      const { status } = await fetch(callbackUrl, { headers: { cookie } });
      expect(status).toBe(401);
    }
  });

  it('refuses the code of another sign-in: its verifier is another', async () => {
    const attacker = await onTheWayBack();
    const victim = await onTheWayBack();
    const stolen = new URL(victim.callbackUrl).searchParams.get('code');
    const injected = withParameter(attacker.callbackUrl, 'code', stolen);
    expect(await comeBack(attacker.browser, injected)).toMatchObject(refused);
  });

  it('refuses a code of the redirect at the app, and one of the app at the redirect', async () => {
    const { browser, subject, callbackUrl } = await onTheWayBack();
    const forApp = await codeForApp(fixture, subject);
    const ofRedirect = new URL(callbackUrl).searchParams.get('code') ?? '';
    expect(await googleLogin(fixture, { ...forApp, code: ofRedirect })).toMatchObject(refused);
    const injected = withParameter(callbackUrl, 'code', forApp.code);
    expect(await comeBack(browser, injected)).toMatchObject(refused);
  });

  it('takes a code once, at the redirect and at the app', async () => {
    const { browser, subject, callbackUrl } = await onTheWayBack();
    const ofRedirect = new URL(callbackUrl).searchParams.get('code') ?? '';
    expect(await comeBack(browser, callbackUrl)).toMatchObject({ status: 200 });
    const second = await onTheWayBack();
    const replayed = withParameter(second.callbackUrl, 'code', ofRedirect);
    expect(await comeBack(second.browser, replayed)).toMatchObject(refused);

    const forApp = await codeForApp(fixture, subject);
    const both = await Promise.all([googleLogin(fixture, forApp), googleLogin(fixture, forApp)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    expect(await googleLogin(fixture, forApp)).toMatchObject(refused);
  });

  it('refuses a verifier of another and a nonce that the app did not send', async () => {
    const { subject } = newSubject(fixture);
    const code = await codeForApp(fixture, subject);
    const guessed = { ...code, code_verifier: 'v'.repeat(43) };
    expect(await googleLogin(fixture, guessed)).toMatchObject(refused);
    const withNonce = await codeForApp(fixture, subject, 'the nonce of this app');
    expect(
      await googleLogin(fixture, { ...withNonce, nonce: 'the nonce of another' }),
    ).toMatchObject(refused);
    const without = await codeForApp(fixture, subject);
    expect(await googleLogin(fixture, { ...without, nonce: 'never sent' })).toMatchObject(refused);
  });

  it('signs nobody in who refused at Google', async () => {
    const { browser, callbackUrl } = await onTheWayBack();
    const denied = withParameter(callbackUrl, 'code', null);
    expect(await comeBack(browser, withParameter(denied, 'error', 'access_denied'))).toMatchObject(
      refused,
    );
  });
});

describe('attacks on accounts', () => {
  it('refuses an address that Google has not verified, with and without an account', async () => {
    const user = await fixture.api.newUser();
    const em = fixture.api.deps.orm.em.fork();
    await em.nativeUpdate(User, { id: user.id }, { emailVerifiedAt: new Date() });
    const unknown = newSubject(fixture, { email_verified: false });
    const known = newSubject(fixture, { email: user.email, email_verified: false });
    for (const { subject } of [unknown, known]) {
      const outcome = await signInByRedirect(fixture, subject);
      expect(outcome).toMatchObject({ status: 409, error: 'account_not_verified' });
    }
  });

  it('does not sign anybody in to an account that somebody registered beforehand with their address', async () => {
    const squatter = await fixture.api.newUser();
    const { subject } = newSubject(fixture, { email: squatter.email });
    const outcome = await signInByRedirect(fixture, subject);
    expect(outcome).toMatchObject({ status: 409, error: 'account_not_verified' });
    const rows = await fixture.api.deps.orm.em
      .fork()
      .getKysely()
      .selectFrom('identities')
      .select('user_id')
      .where('user_id', '=', squatter.id)
      .execute();
    expect(rows).toEqual([]);
  });

  it('knows an account by its subject when its address has changed at Google', async () => {
    const { subject, email } = newSubject(fixture);
    const first = await signInByRedirect(fixture, subject);
    fixture.provider.accounts.set(subject, { email: `new-${email}`, email_verified: true });
    const second = await signInByRedirect(fixture, subject);
    expect(second.tokens.user).toMatchObject({ id: first.tokens.user.id, email });
  });

  it('does not give an account to whoever gets its old address at Google', async () => {
    const { subject, email } = newSubject(fixture);
    const owner = await signInByRedirect(fixture, subject);
    await fixture.api.deps.orm.em
      .fork()
      .nativeUpdate(User, { id: owner.tokens.user.id }, { email: `moved-${email}` });
    const heir = newSubject(fixture, { email });
    const outcome = await signInByRedirect(fixture, heir.subject);
    expect(outcome.status).toBe(200);
    expect(outcome.tokens.user.id).not.toBe(owner.tokens.user.id);
  });

  it('stays with the account of a subject though it comes with the address of another account', async () => {
    const { subject } = newSubject(fixture);
    const own = await signInByRedirect(fixture, subject);
    const victim = newSubject(fixture);
    const theirs = await signInByRedirect(fixture, victim.subject);
    fixture.provider.accounts.set(subject, { email: victim.email, email_verified: true });
    const again = await signInByRedirect(fixture, subject);
    expect(again.tokens.user.id).toBe(own.tokens.user.id);
    expect(again.tokens.user.id).not.toBe(theirs.tokens.user.id);
  });
});
