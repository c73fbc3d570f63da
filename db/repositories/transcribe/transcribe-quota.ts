import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

/** One who is counted, and how many uploads they may have on a UTC day. */
export interface QuotaShare {
  /** `user:<id>`, `device:<id>` or `address:<network>`. */
  caller: string;
  limit: number;
}

const today = sql<string>`(now() at time zone 'utc')::date`;

/**
 * Counts one upload, in the transaction of its row: whoever comes at the same time waits for the commit, in whichever
 * process, and a refused upload leaves nothing counted once its transaction is rolled back.
 *
 * @returns what is left of the share, or null where nothing was left
 */
export async function takeFromQuota(tx: Tx, { caller, limit }: QuotaShare): Promise<number | null> {
  if (limit === 0) return null;
  const row = await tx
    .getKysely()
    .insertInto('transcribe_quotas')
    .values({ caller, day: today, used: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['caller', 'day'])
        .doUpdateSet({ used: sql<number>`transcribe_quotas.used + 1` })
        .where('transcribe_quotas.used', '<', limit),
    )
    .returning('used')
    .executeTakeFirst();
  return row ? limit - row.used : null;
}

/** @returns what is left of the scantiest of the shares */
export async function readQuota(em: Em, shares: QuotaShare[]): Promise<number> {
  const rows = await em
    .getKysely()
    .selectFrom('transcribe_quotas')
    .select(['caller', 'used'])
    .where('day', '=', today)
    .where(
      'caller',
      'in',
      shares.map((share) => share.caller),
    )
    .execute();
  const used = new Map(rows.map((row) => [row.caller, row.used]));
  return Math.min(...shares.map(({ caller, limit }) => limit - (used.get(caller) ?? 0)));
}

/** Days gone by count for nothing any more. */
export async function forgetOldQuotas(em: Em): Promise<void> {
  await em
    .getKysely()
    .deleteFrom('transcribe_quotas')
    .where('day', '<', sql<string>`(now() at time zone 'utc')::date - 1`)
    .execute();
}
