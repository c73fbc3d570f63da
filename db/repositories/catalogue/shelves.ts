import { sql } from 'kysely';
import { newId } from '../../new-id.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';
import { onShelf } from './catalogue-filter.ts';
import { keyset, type ListPlace } from '../keyset.ts';
import { refreshSearch } from '../search/search-index.ts';

/** What audiobooks are grouped by, with what is told of each beside its name, and where its audiobooks are found. */
const shelves = {
  authors: { texts: ['bio', 'website'], books: linked('audiobook_authors', 'author_id') },
  narrators: { texts: ['bio'], books: linked('audiobook_narrators', 'narrator_id') },
  genres: { texts: ['description'], books: linked('audiobook_genres', 'genre_id') },
  tags: { texts: [], books: linked('audiobook_tags', 'tag_id') },
  series: { texts: ['description'], books: sql`select id from audiobooks where series_id = s.id` },
} as const;

function linked(table: string, column: string) {
  return sql`select audiobook_id from ${sql.table(table)} where ${sql.ref(column)} = s.id`;
}

export type ShelfTable = keyof typeof shelves;
export type ShelfTexts = Record<string, string | null>;

export type ShelfRow = { id: string; name: string } & {
  version: number;
  /** For sale. */
  audiobook_count: number;
};

/** By name, from A to Z, those that are for everybody to see. One row more than asked for, where there is one. */
export async function listShelves(
  em: Em,
  table: ShelfTable,
  { q, place }: { q: string | undefined; place: ListPlace<string> },
): Promise<{ count: number; rows: (ShelfRow & { key: string })[] }> {
  const kysely = em.getKysely();
  const plainName = sql<string>`plain_text(s.name::text)`;
  const key = sql<string>`${plainName} collate "C"`;
  const { isAfter, page } = keyset(place, { key, type: 'text', id: sql`s.id`, direction: 'asc' });
  const wanted =
    q === undefined
      ? sql`s.is_listed`
      : sql`s.is_listed and ${plainName} like '%' || plain_text(${escapeLike(q)}) || '%'`;
  const [listed, counted] = await Promise.all([
    sql<ShelfRow & { key: string }>`
      with s as materialized (
        select s.* from ${sql.table(table)} as s where ${wanted} and ${isAfter} ${page}
      )
      select ${columnsOf(table)}, ${key} as key from s order by key, s.id`.execute(kysely),
    sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)} as s where ${wanted}`.execute(kysely),
  ]);
  return { count: counted.rows[0]?.count ?? 0, rows: listed.rows };
}

export async function findShelf(em: Em, table: ShelfTable, id: string): Promise<ShelfRow | null> {
  const { rows } = await sql<ShelfRow>`
    select ${columnsOf(table)} from ${sql.table(table)} as s where s.id = ${id}`.execute(
    em.getKysely(),
  );
  return rows[0] ?? null;
}

function columnsOf(table: ShelfTable) {
  const { texts, books } = shelves[table];
  const columns = ['id', 'version', ...texts].map((name) => sql.ref(`s.${name}`));
  return sql`${sql.join(columns)}, s.name::text as name, (
    select count(*) from audiobooks a where a.id in (${books})
      and ${onShelf}
  ) as audiobook_count`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** @throws DatabaseError 23505 for a name that is taken */
export async function addShelf(
  em: Em,
  table: ShelfTable,
  { name, ...texts }: ShelfTexts & { name: string },
): Promise<string> {
  const id = newId();
  const row: Record<string, unknown> = { id, name, is_listed: true };
  for (const column of shelves[table].texts) row[column] = texts[column] ?? null;
  await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))})
    values (${sql.join(Object.values(row))})`.execute(em.getKysely());
  return id;
}

/** @returns its version, locked until the transaction ends; null where there is none */
export async function lockShelf(tx: Tx, table: ShelfTable, id: string): Promise<number | null> {
  const { rows } = await sql<{
    version: number;
  }>`select version from ${sql.table(table)} where id = ${id} for update`.execute(tx.getKysely());
  return rows[0]?.version ?? null;
}

/**
 * Writes it anew; its audiobooks are found by the new name at once.
 *
 * @throws DatabaseError 23505 for a name that is taken
 */
export async function replaceShelf(
  tx: Tx,
  table: ShelfTable,
  id: string,
  { name, ...texts }: ShelfTexts & { name: string },
): Promise<void> {
  const kysely = tx.getKysely();
  const assignments = shelves[table].texts.map(
    (column) => sql`${sql.ref(column)} = ${texts[column] ?? null}`,
  );
  const changes = [
    sql`name = ${name}`,
    ...assignments,
    sql`version = version + 1, updated_at = now()`,
  ];
  await sql`update ${sql.table(table)} set ${sql.join(changes)} where id = ${id}`.execute(kysely);
  const { books } = shelves[table];
  const { rows } = await sql<{ ids: string[] }>`
    select array(${books}) as ids from ${sql.table(table)} as s where s.id = ${id}`.execute(kysely);
  await refreshSearch(tx, rows[0]?.ids ?? []);
}

/** @throws DatabaseError 23001 for one that has audiobooks */
export async function removeShelf(tx: Tx, table: ShelfTable, id: string): Promise<void> {
  await sql`delete from ${sql.table(table)} where id = ${id}`.execute(tx.getKysely());
}
