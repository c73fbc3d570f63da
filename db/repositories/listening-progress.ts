import { sql } from 'kysely';
import type { Em } from '../orm.config.ts';
import { toProgress, type Progress, type ProgressRow } from './save-progress.ts';

/** Where a user is in each of these audiobooks; nothing for those that they have not begun. */
export async function findProgress(
  em: Em,
  userId: string,
  audiobookIds: readonly string[],
): Promise<Map<string, Progress>> {
  const { rows } = await sql<ProgressRow>`
    select * from listening_progress
    where user_id = ${userId} and audiobook_id = any(${audiobookIds}::uuid[])`.execute(
    em.getKysely(),
  );
  return new Map(rows.map((row) => [row.audiobook_id, toProgress(row)]));
}
