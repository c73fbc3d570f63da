import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createAccessTokens } from '../../../platform/auth/access-tokens.ts';
import { createSignedTokens } from '../../../platform/auth/signed-tokens.ts';

const newKey = () => generateKeyPairSync('ed25519').privateKey;
const claims = {
  userId: '018f3d0c-0000-7000-8000-000000000001',
  sessionId: '018f3d0c-0000-7000-8000-000000000002',
};

afterEach(() => {
  jest.useRealTimers();
});

describe('an access token', () => {
  it('says the same each time, until it expires', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-03-01T10:00:00Z') });
    const tokens = createAccessTokens(newKey(), 60);
    const token = await tokens.issue(claims);
    expect(await tokens.verify(token)).toEqual(claims);
    jest.setSystemTime(Date.parse('2026-03-01T10:00:59.9Z'));
    expect(await tokens.verify(token)).toEqual(claims);
    jest.setSystemTime(Date.parse('2026-03-01T10:01:00Z'));
    expect(await tokens.verify(token)).toBeNull();
    expect(await createAccessTokens(newKey(), 60).verify(token)).toBeNull();
  });

  it('of another key is not known, however often one was seen with this', async () => {
    const [mine, other] = [createAccessTokens(newKey(), 60), createAccessTokens(newKey(), 60)];
    const token = await mine.issue(claims);
    for (let times = 0; times < 2; times += 1) {
      expect(await mine.verify(token)).toEqual(claims);
      expect(await other.verify(token)).toBeNull();
    }
  });

  it('with one sign changed is another token', async () => {
    const tokens = createAccessTokens(newKey(), 60);
    const token = await tokens.issue(claims);
    await tokens.verify(token);
    const index = token.lastIndexOf('.') + 20;
    const changed = `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
    expect(await tokens.verify(changed)).toBeNull();
    expect(await tokens.verify(token)).toEqual(claims);
  });

  it('is not a token of another kind by the same key', async () => {
    const key = newKey();
    const kind = { type: 'device+jwt', audience: 'lector-device', ttlSeconds: 60 };
    const other = await createSignedTokens(key, kind).issue(claims.userId, {
      sid: claims.sessionId,
    });
    const tokens = createAccessTokens(key, 60);
    expect(await tokens.verify(other)).toBeNull();
    expect(await tokens.verify(other)).toBeNull();
  });
});
