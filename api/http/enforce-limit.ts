import type { Context } from 'koa';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiDeps } from '../api-deps.ts';
import type { LimitRule } from './limit-rule.ts';
import { Problem } from './problem.ts';

/**
 * Counts the call, and tells the client how it stands.
 *
 * @throws Problem `rate_limited` (429) with `Retry-After`
 */
export async function enforceLimit(
  rule: LimitRule,
  deps: Pick<ApiDeps, 'limiters'>,
  ctx: Context,
  caller: string,
): Promise<void> {
  const limiter = deps.limiters.get(rule);
  try {
    setHeaders(ctx, limiter.points, await limiter.consume(caller));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    setHeaders(ctx, limiter.points, refusal);
    throw rateLimited(refusal);
  }
}

export function rateLimited({ msBeforeNext }: RateLimiterRes): Problem {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new Problem('rate_limited', {
    detail: `Try again in ${retryAfterSeconds} s.`,
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
}

function setHeaders(ctx: Context, limit: number, state: RateLimiterRes): void {
  ctx.set({
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(Math.max(0, state.remainingPoints)),
    'X-RateLimit-Reset': String(Math.ceil((Date.now() + state.msBeforeNext) / 1000)),
  });
}
