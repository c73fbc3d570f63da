import { sql } from 'kysely';
import type { AudiobookStatus } from '../../../domain/audiobook-status.ts';
import type { Visibility } from '../../entities/audiobook.ts';
import type { Em } from '../../orm.config.ts';
import { keyset, type ListPlace } from '../keyset.ts';

interface Wanted {
  status: AudiobookStatus | undefined;
  visibility: Visibility | undefined;
}

const newestFirst = {
  key: sql`a.created_at`,
  type: 'timestamptz',
  id: sql`a.id`,
  direction: 'desc',
} as const;

/** Audiobooks of everybody in every status, newest first. One row more than asked for, where there is one. */
export async function listAllAudiobooks(
  em: Em,
  { status, visibility }: Wanted,
  place: ListPlace<number>,
): Promise<{ count: number; rows: { id: string; createdAt: Date }[] }> {
  const { isAfter, page } = keyset(place, newestFirst);
  const wanted = sql`(${status ?? null}::text is null or a.status = ${status ?? null})
    and (${visibility ?? null}::text is null or a.visibility = ${visibility ?? null})`;
  const kysely = em.getKysely();
  const [listed, counted] = await Promise.all([
    sql<{ id: string; createdAt: Date }>`
      select a.id, a.created_at as "createdAt" from audiobooks a
      where ${wanted} and ${isAfter} ${page}`.execute(kysely),
    sql<{ count: number }>`select count(*) as count from audiobooks a where ${wanted}`.execute(
      kysely,
    ),
  ]);
  return { count: counted.rows[0]?.count ?? 0, rows: listed.rows };
}
