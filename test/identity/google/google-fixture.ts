import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Tokens } from '../../support/accounts.ts';
import { startOidcServer, type OidcAccount, type OidcServer } from '../../support/oidc-server.ts';
import { openBrowser, type Browser } from './browser.ts';

const publicUrl = 'http://lector.test';
export const appRedirectUri = 'http://app.lector.test/signed-in';
export const oauthCookie = '__Host-lector-oauth';

/** Lector with a real OpenID provider in Google's place. */
export interface GoogleFixture {
  api: TestApi;
  provider: OidcServer;
  stop(): Promise<void>;
}

export async function startWithGoogle(): Promise<GoogleFixture> {
  const callback = `${publicUrl}/api/v1/auth/google/callback`;
  const provider = await startOidcServer([callback, appRedirectUri]);
  const api = await startApi({
    GOOGLE_ISSUER: provider.issuer,
    GOOGLE_CLIENT_ID: provider.clientId,
    GOOGLE_CLIENT_SECRET: provider.clientSecret,
    RATE_LIMIT_FACTOR: '1000',
  });
  return {
    api,
    provider,
    stop: async () => {
      await api.stop();
      await provider.stop();
    },
  };
}

/** A new account at the provider. @returns its subject */
export function newSubject({ provider }: GoogleFixture, account: Partial<OidcAccount> = {}) {
  const subject = randomUUID();
  const email = `${subject.slice(0, 12)}@gmail.test`;
  provider.accounts.set(subject, { email, email_verified: true, ...account });
  return { subject, email: account.email ?? email };
}

/** The browser goes to the provider, signs in there, and is about to come back. @returns the callback's address */
export async function goToGoogle(
  { api, provider }: GoogleFixture,
  browser: Browser,
  subject: string,
): Promise<string> {
  const redirect = await browser.visit(`${api.url}/api/v1/auth/google`);
  const there = new URL(redirect.headers.get('location') ?? '');
  there.searchParams.set('login_hint', subject);
  const back = await browser.followWithin(provider.issuer, there.href);
  return back.replace(publicUrl, api.url);
}

export interface Outcome {
  status: number;
  error: string | undefined;
  tokens: Tokens;
}

export async function comeBack(browser: Browser, callbackUrl: string): Promise<Outcome> {
  return outcomeOf(await browser.visit(callbackUrl));
}

/** The whole of the redirect flow, in a browser of its own. */
export async function signInByRedirect(fixture: GoogleFixture, subject: string): Promise<Outcome> {
  const browser = openBrowser();
  return comeBack(browser, await goToGoogle(fixture, browser, subject));
}

/** A code that an app of its own was given, with what belongs to it. */
export async function codeForApp({ provider }: GoogleFixture, subject: string, nonce?: string) {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(`${provider.issuer}/auth`);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: appRedirectUri,
    scope: 'openid email profile',
    state: randomUUID(),
    code_challenge: challenge,
    code_challenge_method: 'S256',
    login_hint: subject,
    ...(nonce === undefined ? {} : { nonce }),
  })) {
    url.searchParams.set(name, value);
  }
  const back = new URL(await openBrowser().followWithin(provider.issuer, url.href));
  const code = back.searchParams.get('code') ?? '';
  return { code, code_verifier: verifier, redirect_uri: appRedirectUri };
}

export async function googleLogin({ api }: GoogleFixture, body: object): Promise<Outcome> {
  const response = await fetch(`${api.url}/api/v1/auth/google-login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return outcomeOf(response);
}

async function outcomeOf(response: Response): Promise<Outcome> {
  const body = (await response.json()) as Tokens & { error?: string };
  return { status: response.status, error: body.error, tokens: body };
}
