import { sql } from 'kysely';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import { keyset, type ListPlace } from '../keyset.ts';

/** A place in an audiobook, or, with an end, a clip. */
export interface BookmarkPlace {
  positionSeconds: number;
  endSeconds: number | null;
  note: string;
  /** What the transcript says there. */
  quote: string | null;
}

export interface StoredBookmark extends BookmarkPlace {
  id: string;
  audiobookId: string;
  createdAt: Date;
  updatedAt: Date;
}

/** A user's bookmarks in an audiobook, in the order of the recording. */
export async function listBookmarks(
  em: Em,
  userId: string,
  audiobookId: string,
  place: ListPlace<number>,
): Promise<{ count: number; rows: StoredBookmark[] }> {
  const key = sql`position_seconds`;
  const { isAfter, page } = keyset(place, { key, type: 'float8', id: sql`id`, direction: 'asc' });
  const mine = sql`from bookmarks where user_id = ${userId} and audiobook_id = ${audiobookId}`;
  const kysely = em.getKysely();
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count ${mine}`.execute(
    kysely,
  );
  const { rows } = await sql<BookmarkRow>`select * ${mine} and ${isAfter} ${page}`.execute(kysely);
  return { count: counted[0]?.count ?? 0, rows: rows.map(toBookmark) };
}

/** @returns null where it is not this user's */
export async function findBookmark(
  em: Em,
  userId: string,
  id: string,
): Promise<StoredBookmark | null> {
  const { rows } = await sql<BookmarkRow>`
    select * from bookmarks where id = ${id} and user_id = ${userId}`.execute(em.getKysely());
  return rows[0] ? toBookmark(rows[0]) : null;
}

export async function insertBookmark(
  em: Em,
  userId: string,
  audiobookId: string,
  { positionSeconds, endSeconds, note, quote }: BookmarkPlace,
): Promise<StoredBookmark> {
  const { rows } = await sql<BookmarkRow>`
    insert into bookmarks (id, user_id, audiobook_id, position_seconds, end_seconds, note, quote)
    values (${newId()}, ${userId}, ${audiobookId}, ${positionSeconds}, ${endSeconds}, ${note}, ${quote})
    returning *`.execute(em.getKysely());
  if (!rows[0]) throw new Error('The insert of the bookmark returned nothing');
  return toBookmark(rows[0]);
}

/** @returns null where it is gone meanwhile */
export async function updateBookmark(
  em: Em,
  id: string,
  { positionSeconds, endSeconds, note, quote }: BookmarkPlace,
): Promise<StoredBookmark | null> {
  const { rows } = await sql<BookmarkRow>`
    update bookmarks set position_seconds = ${positionSeconds}, end_seconds = ${endSeconds},
      note = ${note}, quote = ${quote}, updated_at = now()
    where id = ${id} returning *`.execute(em.getKysely());
  return rows[0] ? toBookmark(rows[0]) : null;
}

/** @returns whether there was such a bookmark of this user */
export async function deleteBookmark(em: Em, userId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    delete from bookmarks where id = ${id} and user_id = ${userId} returning id`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}

interface BookmarkRow {
  id: string;
  audiobook_id: string;
  position_seconds: number;
  end_seconds: number | null;
  note: string;
  quote: string | null;
  created_at: Date;
  updated_at: Date;
}

function toBookmark(row: BookmarkRow): StoredBookmark {
  return {
    id: row.id,
    audiobookId: row.audiobook_id,
    positionSeconds: row.position_seconds,
    endSeconds: row.end_seconds,
    note: row.note,
    quote: row.quote,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
