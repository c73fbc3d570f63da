import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';

/** Whatever hangs on a user by `user_id`, by table: what of it they are given. */
const columns = {
  library_items: ['audiobook_id', 'collection', 'source', 'added_at'],
  favorites: ['audiobook_id', 'added_at'],
  listening_progress: [
    ...['audiobook_id', 'position_seconds', 'playback_speed', 'is_completed'],
    ...['started_at', 'completed_at', 'updated_at'],
  ],
  listening_sessions: ['audiobook_id', 'started_at', 'ended_at', 'listened_seconds'],
  listening_days: ['day', 'listened_seconds'],
  bookmarks: ['audiobook_id', 'position_seconds', 'end_seconds', 'note', 'quote', 'created_at'],
  reviews: ['audiobook_id', 'rating', 'text', 'moderation', 'created_at', 'updated_at'],
  review_votes: ['review_id', 'voted_at'],
  review_reports: ['review_id', 'reason', 'reported_at'],
  author_follows: ['author_id', 'followed_at'],
};

/** What a user has listened to, kept, marked, said of it and followed, as plain rows. */
export async function exportListening(em: Em, userId: string): Promise<Record<string, object[]>> {
  const exported: Record<string, object[]> = {};
  for (const [table, names] of Object.entries(columns)) {
    const own = sql`select ${sql.join(names.map((name) => sql.ref(name)))} from ${sql.table(table)}
      where user_id = ${userId}`;
    exported[table] = (await own.execute(em.getKysely())).rows as object[];
  }
  return exported;
}
