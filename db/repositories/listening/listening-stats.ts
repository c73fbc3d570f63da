import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';

interface ListeningDay {
  /** UTC: `2026-11-21`. */
  day: string;
  listenedSeconds: number;
}

/** The days on which a user has listened, in order; both ends are included where they are given. */
export async function findListeningDays(
  em: Em,
  userId: string,
  { from, to }: { from?: string; to?: string } = {},
): Promise<ListeningDay[]> {
  const { rows } = await sql<{ day: string; listened_seconds: number }>`
    select day, listened_seconds from listening_days
    where user_id = ${userId} and day between ${from ?? '-infinity'}::date and ${to ?? 'infinity'}::date
      and listened_seconds > 0
    order by day`.execute(em.getKysely());
  return rows.map((row) => ({ day: row.day, listenedSeconds: row.listened_seconds }));
}

export async function countBooks(
  em: Em,
  userId: string,
): Promise<{ completed: number; inProgress: number }> {
  const { rows } = await sql<{ completed: number; in_progress: number }>`
    select count(*) filter (where is_completed) as completed,
      count(*) filter (where not is_completed) as in_progress
    from listening_progress where user_id = ${userId}`.execute(em.getKysely());
  return { completed: rows[0]?.completed ?? 0, inProgress: rows[0]?.in_progress ?? 0 };
}

/** The genres that a user has listened to most. An audiobook of two genres counts in both. */
export async function findTopGenres(
  em: Em,
  userId: string,
  count: number,
): Promise<{ id: string; name: string; listenedSeconds: number }[]> {
  const { rows } = await sql<{ id: string; name: string; listened_seconds: number }>`
    with books as materialized (
      select audiobook_id, sum(listened_seconds) as listened_seconds from listening_sessions
      where user_id = ${userId} group by audiobook_id having sum(listened_seconds) > 0
    )
    select g.id, g.name, sum(b.listened_seconds) as listened_seconds
    from books b
    join audiobook_genres l on l.audiobook_id = b.audiobook_id
    join genres g on g.id = l.genre_id
    group by g.id order by 3 desc, g.id limit ${count}`.execute(em.getKysely());
  return rows.map((row) => ({ id: row.id, name: row.name, listenedSeconds: row.listened_seconds }));
}
