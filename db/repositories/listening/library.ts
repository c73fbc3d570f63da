import { sql } from 'kysely';
import type { Viewer } from '../../../domain/listening/access.ts';
import type { LibrarySource } from '../../entities/library.ts';
import type { Em } from '../../orm.config.ts';
import { isListenableBy, isVisibleTo } from './audiobook-access.ts';
import { keyset, type ListPlace } from '../keyset.ts';

export type LibraryOrder = 'newest' | 'oldest' | 'title' | 'listened';

export interface LibraryEntry {
  audiobookId: string;
  collection: string;
  source: LibrarySource;
  addedAt: Date;
  isFavorite: boolean;
  mayListen: boolean;
  /** By what the list is sorted; a time as milliseconds since 1970. */
  sortValue: string | number;
}

const orders = {
  newest: { key: sql`i.added_at`, type: 'timestamptz', direction: 'desc' },
  oldest: { key: sql`i.added_at`, type: 'timestamptz', direction: 'asc' },
  title: { key: sql`plain_text(a.title)`, type: 'text', direction: 'asc' },
  listened: {
    key: sql`coalesce(p.client_updated_at, to_timestamp(0))`,
    type: 'timestamptz',
    direction: 'desc',
  },
} as const;

/** What a user has in the library, without what they may no longer know of. */
export async function listLibrary(
  em: Em,
  viewer: Viewer,
  { collection, order }: { collection?: string | undefined; order: LibraryOrder },
  place: ListPlace,
): Promise<{ count: number; rows: LibraryEntry[] }> {
  const id = sql`i.audiobook_id`;
  const { isAfter, page } = keyset(place, { ...orders[order], id });
  const isMine = sql`i.user_id = ${viewer.id} and ${isVisibleTo(viewer)}
    and ${collection === undefined ? sql`true` : sql`i.collection = ${collection}`}`;
  const kysely = em.getKysely();
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from library_items i join audiobooks a on a.id = i.audiobook_id
    where ${isMine}`.execute(kysely);
  const { rows } = await sql<EntryRow>`
    select ${id} as id, i.collection, i.source, i.added_at, f.user_id is not null as is_favorite,
      ${isListenableBy(viewer)} as may_listen, ${orders[order].key} as sort_value
    from library_items i
    join audiobooks a on a.id = i.audiobook_id
    left join favorites f on f.user_id = i.user_id and f.audiobook_id = i.audiobook_id
    left join listening_progress p on p.user_id = i.user_id and p.audiobook_id = i.audiobook_id
    where ${isMine} and ${isAfter} ${page}`.execute(kysely);
  return { count: counted[0]?.count ?? 0, rows: rows.map(toEntry) };
}

/** One entry; null where the audiobook is not in the library. */
export async function findLibraryEntry(
  em: Em,
  viewer: Viewer,
  audiobookId: string,
): Promise<LibraryEntry | null> {
  const { rows } = await sql<EntryRow>`
    select i.audiobook_id as id, i.collection, i.source, i.added_at,
      exists (select 1 from favorites f where f.user_id = i.user_id and f.audiobook_id = i.audiobook_id)
        as is_favorite,
      ${isListenableBy(viewer)} as may_listen, i.added_at as sort_value
    from library_items i join audiobooks a on a.id = i.audiobook_id
    where i.user_id = ${viewer.id} and i.audiobook_id = ${audiobookId} and ${isVisibleTo(viewer)}`.execute(
    em.getKysely(),
  );
  return rows[0] ? toEntry(rows[0]) : null;
}

/** The collections that somebody has made by putting something into them, by name. */
export async function listCollections(
  em: Em,
  viewer: Viewer,
): Promise<{ name: string; count: number }[]> {
  const { rows } = await sql<{ name: string; count: number }>`
    select i.collection as name, count(*) as count
    from library_items i join audiobooks a on a.id = i.audiobook_id
    where i.user_id = ${viewer.id} and ${isVisibleTo(viewer)}
    group by i.collection order by i.collection`.execute(em.getKysely());
  return rows;
}

/**
 * Puts it in; what is there already is moved where a collection is named, and stays as it is otherwise.
 *
 * @returns whether it is new there
 */
export async function putIntoLibrary(
  em: Em,
  userId: string,
  audiobookId: string,
  collection: string | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ is_new: boolean }>`
    insert into library_items as i (user_id, audiobook_id, collection)
    values (${userId}, ${audiobookId}, ${collection ?? 'default'})
    on conflict (user_id, audiobook_id) do update
      set collection = ${collection === undefined ? sql`i.collection` : sql`excluded.collection`}
    returning xmax = 0 as is_new`.execute(em.getKysely());
  return rows[0]?.is_new ?? false;
}

/** @returns whether it was in the library */
export async function moveInLibrary(
  em: Em,
  userId: string,
  audiobookId: string,
  collection: string,
): Promise<boolean> {
  const { rows } = await sql<{ audiobook_id: string }>`
    update library_items set collection = ${collection}
    where user_id = ${userId} and audiobook_id = ${audiobookId} returning audiobook_id`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}

export async function removeFromLibrary(em: Em, userId: string, audiobookId: string) {
  await sql`delete from library_items
    where user_id = ${userId} and audiobook_id = ${audiobookId}`.execute(em.getKysely());
}

interface EntryRow {
  id: string;
  collection: string;
  source: LibrarySource;
  added_at: Date;
  is_favorite: boolean;
  may_listen: boolean;
  sort_value: Date | string;
}

function toEntry(row: EntryRow): LibraryEntry {
  const { sort_value: value } = row;
  return {
    audiobookId: row.id,
    collection: row.collection,
    source: row.source,
    addedAt: row.added_at,
    isFavorite: row.is_favorite,
    mayListen: row.may_listen,
    sortValue: value instanceof Date ? value.getTime() : value,
  };
}
