import { sql } from 'kysely';
import type { Viewer } from '../../../domain/listening/access.ts';
import type { Em } from '../../orm.config.ts';
import { isVisibleTo } from './audiobook-access.ts';
import { keyset, type ListPlace } from '../keyset.ts';

/** A user's favourites, newest first. */
export async function listFavorites(
  em: Em,
  viewer: Viewer,
  place: ListPlace<number>,
): Promise<{ count: number; rows: { audiobookId: string; addedAt: Date }[] }> {
  const key = sql`f.added_at`;
  const sorting = { key, type: 'timestamptz', id: sql`f.audiobook_id`, direction: 'desc' } as const;
  const { isAfter, page } = keyset(place, sorting);
  const mine = sql`from favorites f join audiobooks a on a.id = f.audiobook_id
    where f.user_id = ${viewer.id} and ${isVisibleTo(viewer)}`;
  const kysely = em.getKysely();
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count ${mine}`.execute(
    kysely,
  );
  const { rows } = await sql<{ id: string; added_at: Date }>`
    select f.audiobook_id as id, f.added_at ${mine} and ${isAfter} ${page}`.execute(kysely);
  return {
    count: counted[0]?.count ?? 0,
    rows: rows.map((row) => ({ audiobookId: row.id, addedAt: row.added_at })),
  };
}

/** Said twice, it is one once. */
export async function addFavorite(em: Em, userId: string, audiobookId: string): Promise<void> {
  await sql`insert into favorites (user_id, audiobook_id) values (${userId}, ${audiobookId})
    on conflict do nothing`.execute(em.getKysely());
}

export async function removeFavorite(em: Em, userId: string, audiobookId: string): Promise<void> {
  await sql`delete from favorites
    where user_id = ${userId} and audiobook_id = ${audiobookId}`.execute(em.getKysely());
}
