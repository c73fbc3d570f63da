import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { LimitRule } from './http/limit-rule.ts';

/** Counters in Postgres, so that all API processes count together. */
export interface Limiters {
  get(rule: LimitRule): RateLimiterPostgres;
}

/** @param factor multiplies every limit */
export function createLimiters(pool: Pool, factor: number): Limiters {
  const byName = new Map<string, RateLimiterPostgres>();

  function get(rule: LimitRule): RateLimiterPostgres {
    const known = byName.get(rule.name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      // The table comes with the migrations.
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: rule.name,
      points: Math.max(1, Math.round(rule.points * factor)),
      duration: rule.perSeconds,
    });
    byName.set(rule.name, limiter);
    return limiter;
  }

  return { get };
}
