import type { Em } from '../orm.config.ts';

const dayMs = 86_400_000;

/** Removes what is good for nothing any more. @returns how many rows */
export async function removeExpiredRows(em: Em, now: Date): Promise<number> {
  const kysely = em.getKysely();
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const deletions = [
    kysely.deleteFrom('one_time_tokens').where('expires_at', '<', now),
    kysely.deleteFrom('oauth_attempts').where('expires_at', '<', now),
    // Google's codes are good for minutes.
    kysely.deleteFrom('oauth_codes').where('used_at', '<', before(1)),
    kysely.deleteFrom('idempotency_keys').where('created_at', '<', before(7)),
  ];
  let rows = 0;
  for (const deletion of deletions) {
    const [result] = await deletion.execute();
    rows += Number(result?.numDeletedRows ?? 0);
  }
  return rows + (await removeExpiredLimits(em, now));
}

/** The rate limiter's own table: no entity stands for it. `expire` is in milliseconds since 1970. */
async function removeExpiredLimits(em: Em, now: Date): Promise<number> {
  const result = await em
    .getConnection()
    .execute<{ affectedRows: number }>(
      'delete from rate_limits where expire < ?',
      [now.getTime()],
      'run',
    );
  return result.affectedRows;
}
