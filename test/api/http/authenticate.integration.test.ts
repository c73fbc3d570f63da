import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../../support/accounts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let callers: Account[];

beforeAll(async () => {
  api = await startApi();
  callers = await Promise.all(Array.from({ length: 12 }, () => api.newUser()));
});

afterAll(() => api.stop());

async function whoAmI(caller: Account): Promise<string> {
  const { status, body } = await caller.get<{ id?: string; error?: string }>('/users/me');
  return status === 200 ? (body.id ?? '') : `${status} ${body.error}`;
}

describe('many who call at once', () => {
  it('are each taken for themselves', async () => {
    const calls = Array.from({ length: 10 }, () => callers).flat();
    expect(await Promise.all(calls.map(whoAmI))).toEqual(calls.map(({ id }) => id));
  });

  it('are refused from the first request after they were signed out or disabled, and nobody else is', async () => {
    const [signedOut, disabled, ...others] = callers;
    if (!signedOut || !disabled) throw new Error('There are twelve');
    const over = new AbortController();
    const crowd = others.map(async (caller) => {
      const answers: string[] = [];
      while (!over.signal.aborted) answers.push(await whoAmI(caller));
      return answers.every((answer) => answer === caller.id);
    });
    try {
      expect([await whoAmI(signedOut), await whoAmI(disabled)]).toEqual([
        signedOut.id,
        disabled.id,
      ]);
      expect((await signedOut.post('/auth/logout')).status).toBe(204);
      const afterwards = Array.from({ length: 5 }, () => whoAmI(signedOut));
      expect(new Set(await Promise.all(afterwards))).toEqual(new Set(['401 invalid_token']));
      const path = `/admin/users/${disabled.id}/standing`;
      expect((await api.admin.call('PUT', path, { body: { disabled: true } })).status).toBe(200);
      const later = Array.from({ length: 5 }, () => whoAmI(disabled));
      expect(new Set(await Promise.all(later))).toEqual(new Set(['403 account_disabled']));
      await api.admin.call('PUT', path, { body: { disabled: false } });
      expect(await whoAmI(disabled)).toBe(disabled.id);
    } finally {
      over.abort();
    }
    expect(await Promise.all(crowd)).toEqual(others.map(() => true));
  });
});
