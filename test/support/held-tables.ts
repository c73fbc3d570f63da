import type { WholeStack } from './whole-stack.ts';

export interface HeldTable {
  /** How many are waiting to write to it. */
  waiting(): Promise<number>;
  release(): Promise<void>;
}

/** Lets nobody write to a table, so that a step which does stays in the middle of it. Reading goes on. */
export async function holdTable(
  { connect, query }: Pick<WholeStack, 'connect' | 'query'>,
  table: string,
): Promise<HeldTable> {
  const holder = await connect();
  await holder.query('begin');
  await holder.query(`lock table ${table} in share mode`);
  return {
    waiting: async () => {
      const rows = await query(
        'select 1 from pg_locks where relation = $1::regclass and not granted',
        [table],
      );
      return rows.length;
    },
    release: async () => {
      await holder.query('rollback');
      await holder.end();
    },
  };
}
