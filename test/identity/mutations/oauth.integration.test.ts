import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pLimit from 'p-limit';
import { createSeededRandom } from '../../../domain/seeded-random.ts';
import { openBrowser } from '../google/browser.ts';
import {
  codeForApp,
  goToGoogle,
  googleLogin,
  newSubject,
  oauthCookie,
  startWithGoogle,
  type GoogleFixture,
} from '../google/google-fixture.ts';
import { mutate } from './mutate.ts';

const each = 30;
const random = createSeededRandom(4_711);
const gate = pLimit(8);

let fixture: GoogleFixture;
beforeAll(async () => {
  fixture = await startWithGoogle();
});
afterAll(() => fixture.stop());

interface Verdict {
  sent: string;
  status: number;
}

async function expectRefused(call: () => Promise<Verdict>): Promise<void> {
  const verdicts = await Promise.all(Array.from({ length: each }, () => gate(call)));
  expect(verdicts.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  expect(verdicts).toHaveLength(each);
}

describe('changed parameters of the redirect are refused', () => {
  it.each(['state', 'code', 'cookie'] as const)('%s', async (what) => {
    await expectRefused(async () => {
      const { subject } = newSubject(fixture);
      const browser = openBrowser();
      const back = new URL(await goToGoogle(fixture, browser, subject));
      let cookie = browser.cookies(fixture.api.url).get(oauthCookie) ?? '';
      // A cookie that percent-signs or commas were put into is still a cookie, and another one.
      if (what === 'cookie') cookie = mutate(cookie, random).replaceAll(/[^\w.-]/g, '!');
      else back.searchParams.set(what, mutate(back.searchParams.get(what) ?? '', random));
      const response = await fetch(back, { headers: { cookie: `${oauthCookie}=${cookie}` } });
      expect(await response.json()).not.toHaveProperty('access_token');
      return { sent: `${back.href} with ${cookie}`, status: response.status };
    });
  });
});

describe('changed parameters of an app are refused', () => {
  it.each(['code', 'code_verifier', 'redirect_uri', 'nonce'] as const)('%s', async (what) => {
    await expectRefused(async () => {
      const { subject } = newSubject(fixture);
      const nonce = 'the nonce of the app';
      const body = { ...(await codeForApp(fixture, subject, nonce)), nonce };
      const changed = { ...body, [what]: mutate(body[what], random) };
      const { status, tokens } = await googleLogin(fixture, changed);
      expect(tokens.access_token).toBeUndefined();
      return { sent: JSON.stringify(changed), status };
    });
  });
});
