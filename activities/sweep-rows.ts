import { removeExpiredRows } from '../db/repositories/expired-rows.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';

export function createSweepRows({ orm }: Pick<Deps, 'orm'>) {
  /** Removes tokens, attempts, keys and counters that have expired. */
  return async function sweepRows(): Promise<{ rows: number }> {
    using _pulse = startPulse({ phase: 'erasing' });
    return { rows: await removeExpiredRows(orm.em.fork(), new Date()) };
  };
}
