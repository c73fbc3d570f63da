import type { Context } from 'koa';
import {
  takeFromQuota,
  type QuotaShare,
} from '../../db/repositories/transcribe/transcribe-quota.ts';
import type { Tx } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';

/** Tells how many uploads there are a day, how many are left, and from when on they are counted anew. */
export function showQuota(ctx: Context, shares: QuotaShare[], remaining: number): void {
  ctx.set({
    'X-RateLimit-Limit': String(Math.min(...shares.map((share) => share.limit))),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(nextUtcMidnightSeconds(new Date())),
  });
}

/**
 * Counts one upload under all shares, or, in a transaction that is then rolled back, under none.
 *
 * @returns what is left of the scantiest of them
 * @throws Problem `quota_exceeded`
 */
export async function takeQuota(tx: Tx, shares: QuotaShare[]): Promise<number> {
  const left: number[] = [];
  for (const share of shares) {
    const remaining = await takeFromQuota(tx, share);
    if (remaining === null) throw quotaExceeded();
    left.push(remaining);
  }
  return Math.min(...left);
}

export function quotaExceeded(): Problem {
  const now = new Date();
  const retryAfterSeconds = nextUtcMidnightSeconds(now) - Math.floor(now.getTime() / 1000);
  return new Problem('quota_exceeded', {
    detail: 'Request limit exceeded. Please try again tomorrow.',
    headers: { 'Retry-After': String(Math.max(1, retryAfterSeconds)) },
  });
}

function nextUtcMidnightSeconds(now: Date): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return midnight / 1000;
}
