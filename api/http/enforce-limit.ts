import type { Context } from 'koa';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiDeps } from '../api-deps.ts';
import { Problem } from './problem.ts';
import type { LimitRule } from './route.ts';

/**
 * Counts the call, and tells the client how it stands.
 *
 * @throws Problem `rate_limited` (429) with `Retry-After`
 */
export async function enforceLimit(
  rule: LimitRule,
  deps: ApiDeps,
  ctx: Context,
  caller: string,
): Promise<void> {
  const limiter = deps.limiters.get(rule);
  try {
    setHeaders(ctx, rule, await limiter.consume(caller));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    setHeaders(ctx, rule, refusal);
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new Problem('rate_limited', {
      detail: `Try again in ${retryAfterSeconds} s.`,
      headers: { 'Retry-After': String(retryAfterSeconds) },
    });
  }
}

function setHeaders(ctx: Context, rule: LimitRule, state: RateLimiterRes): void {
  ctx.set({
    'X-RateLimit-Limit': String(rule.points),
    'X-RateLimit-Remaining': String(Math.max(0, state.remainingPoints)),
    'X-RateLimit-Reset': String(Math.ceil((Date.now() + state.msBeforeNext) / 1000)),
  });
}
