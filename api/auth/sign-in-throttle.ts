import { createHash } from 'node:crypto';
import { newId } from '../../db/new-id.ts';
import type { Em } from '../../db/orm.config.ts';
import { isKnownAddress } from '../../db/repositories/accounts/sessions.ts';
import type { LimitRule } from '../http/limit-rule.ts';
import { rateLimited } from '../http/enforce-limit.ts';
import type { ApiDeps } from '../api-deps.ts';
import { RateLimiterRes } from 'rate-limiter-flexible';

/** Guesses at one account from one address. */
const pairLimit: LimitRule = { name: 'sign-in-pair', points: 10, perSeconds: 900, by: 'address' };

/** Guesses at one account from everywhere. */
const accountLimit: LimitRule = {
  name: 'sign-in-account',
  points: 100,
  perSeconds: 3600,
  by: 'address',
};

interface Attempt {
  email: string;
  /** null where there is no such account: it is counted just the same. */
  userId: string | null;
  address: string;
}

/**
 * Slows guessing down, by account and address, without locking the owner out: an address that the owner has signed in
 * from is not held to what the rest of the world has used up. Each attempt is counted before it is judged, so that many
 * at once do not slip through; success gives the count back.
 *
 * @throws Problem `rate_limited`
 */
export async function throttleSignIn(deps: ApiDeps, em: Em, attempt: Attempt) {
  const account = createHash('sha256').update(attempt.email.toLowerCase()).digest('base64url');
  const pairKey = `${account}|${attempt.address}`;
  // The same reads and writes whether there is such an account or not: neither answer comes sooner.
  const isKnown = await isKnownAddress(em, attempt.userId ?? newId(), attempt.address);
  const counted = [
    { limiter: deps.limiters.get(pairLimit), key: pairKey },
    { limiter: deps.limiters.get(accountLimit), key: isKnown ? pairKey : account },
  ];
  for (const { limiter, key } of counted) {
    await limiter.consume(key).catch((refusal: unknown) => {
      throw refusal instanceof RateLimiterRes ? rateLimited(refusal) : refusal;
    });
  }
  return {
    succeeded: async () => {
      await Promise.all(counted.map(({ limiter, key }) => limiter.reward(key, 1)));
    },
  };
}
