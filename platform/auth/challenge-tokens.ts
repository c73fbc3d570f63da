import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { createSignedTokens } from './signed-tokens.ts';

const ttlSeconds = 300;

/** Says that its bearer has shown the first factor, and is good for showing the second: nothing else. */
export interface ChallengeTokens {
  issue(userId: string): Promise<string>;
  /** @returns the user's id, or null */
  verify(token: string): Promise<string | null>;
}

export function createChallengeTokens(privateKey: KeyObject): ChallengeTokens {
  const kind = { type: 'second-factor+jwt', audience: 'lector-second-factor', ttlSeconds };
  const tokens = createSignedTokens(privateKey, kind);
  return {
    issue: (userId) => tokens.issue(userId, {}),
    verify: async (token) => {
      const claims = z.object({ sub: z.uuid() }).safeParse(await tokens.verify(token));
      return claims.success ? claims.data.sub : null;
    },
  };
}
