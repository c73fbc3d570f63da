import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, Tokens } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import type { Answer } from '../../support/client.ts';

let api: TestApi;
beforeAll(async () => {
  // The test stands for a proxy, so that it can call from wherever it likes.
  api = await startApi({ TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(() => api.stop());

function signInFrom(address: string, email: string, password: string): Promise<Answer<Tokens>> {
  return api.guest.post('/auth/login', { email, password }, { 'x-forwarded-for': address });
}

/** Somebody who has signed in from one address before. */
async function ownerAt(address: string): Promise<Account> {
  const owner = await api.newUser();
  await signInFrom(address, owner.email, owner.password);
  return owner;
}

function count(answers: Answer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}

describe('guessing at one account', () => {
  it('from one address, 200 at once: ten are judged', async () => {
    const owner = await ownerAt('198.51.100.1');
    // Below the limit of the address alone, which would hide this one.
    const guesses = Array.from({ length: 200 }, (_, index) =>
      signInFrom(
        '203.0.113.1',
        index % 2 ? owner.email : owner.email.toUpperCase(),
        `guess ${index}`,
      ),
    );
    const answers = await Promise.all(guesses);
    expect(count(answers, 401)).toBe(10);
    expect(count(answers, 429)).toBe(190);
    const limited = answers.find(({ status }) => status === 429);
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    // Not even the right one is judged from there, yet the owner gets in.
    const right = await signInFrom('203.0.113.1', owner.email, owner.password);
    expect(right.status).toBe(429);
    const owners = await signInFrom('198.51.100.1', owner.email, owner.password);
    expect(owners.status).toBe(200);
  });

  it('from many addresses: a hundred are judged, and the owner still gets in from where they are known', async () => {
    const owner = await ownerAt('198.51.100.2');
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        signInFrom(`203.0.113.${10 + (index % 25)}`, owner.email, `guess ${index}`),
      ),
    );
    expect(count(answers, 401)).toBe(100);
    expect(count(answers, 429)).toBe(100);
    const unknown = await signInFrom('203.0.113.200', owner.email, owner.password);
    expect(unknown.status).toBe(429);
    const known = await signInFrom('198.51.100.2', owner.email, owner.password);
    expect(known.status).toBe(200);
  });

  it('is counted the same where there is no such account', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        signInFrom('203.0.113.2', 'nobody@lector.test', `guess ${index}`),
      ),
    );
    expect(count(answers, 401)).toBe(10);
    expect(count(answers, 429)).toBe(30);
  });

  it('does not count what was right', async () => {
    const owner = await ownerAt('198.51.100.3');
    for (let attempt = 0; attempt < 15; attempt += 1) {
      const { status } = await signInFrom('198.51.100.3', owner.email, owner.password);
      expect(status).toBe(200);
    }
  });
});

describe('guessing at many accounts', () => {
  it('is limited by the address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        signInFrom('203.0.113.3', `nobody-${index}@lector.test`, 'a guess'),
      ),
    );
    expect(count(answers, 401)).toBe(60);
    expect(count(answers, 429)).toBe(40);
  });
});
