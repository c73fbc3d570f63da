import type { Client } from 'pg';
import type { Draw } from './draw.ts';
import { insertRows } from './insert-rows.ts';
import { makeBook, makeShelves, type Named, type SampleBook } from './make-catalogue.ts';
import { loadVocabulary } from './vocabulary.ts';

/**
 * Authors, narrators, genres, series, tags and audiobooks, on the store's shelf.
 *
 * @returns the audiobooks; null where those of this seed are there already
 */
export async function seedCatalogue(
  client: Client,
  draw: Draw,
  { ownerId, books: count }: { ownerId: string; books: number },
): Promise<SampleBook[] | null> {
  const words = await loadVocabulary(draw);
  const shelves = makeShelves(draw, words, count);
  const books = Array.from({ length: count }, () => makeBook(draw, words, shelves));
  const [first] = books;
  const known = await client.query('select from audiobooks where id = $1', [first?.id]);
  if (known.rowCount === 1) return null;
  const namedColumns = { id: 'uuid', name: 'citext' };
  const ids: Record<string, string[]> = {};
  for (const [table, rows] of Object.entries(shelves) as [string, Named[]][]) {
    await insertRows(client, table, namedColumns, rows);
    ids[table] = await knownIds(client, table, rows);
  }
  const seriesIds = new Map(
    shelves.series.map(({ id }, index) => [id, ids['series']?.[index] ?? id]),
  );
  await insertRows(
    client,
    'audiobooks',
    bookColumns,
    books.map((book) => toRow(book, ownerId, seriesIds)),
  );
  await link(client, draw, books, 'author', ids['authors'] ?? [], [1, 1, 1, 2]);
  await link(client, draw, books, 'narrator', ids['narrators'] ?? [], [1, 1, 1, 2]);
  await link(client, draw, books, 'genre', ids['genres'] ?? [], [1, 2, 2, 3]);
  await link(client, draw, books, 'tag', ids['tags'] ?? [], [3]);
  return books;
}

/** A name may have been there before, under another id. */
async function knownIds(client: Client, table: string, rows: Named[]): Promise<string[]> {
  const { rows: known } = await client.query<Named>(
    `select id, name::text from ${table} where name = any($1::citext[])`,
    [rows.map((row) => row.name)],
  );
  const byName = new Map(known.map(({ id, name }) => [name.toLowerCase(), id]));
  return rows.map(({ id, name }) => byName.get(name.toLowerCase()) ?? id);
}

const bookColumns = {
  id: 'uuid',
  owner_id: 'uuid',
  visibility: 'text',
  status: 'text',
  title: 'text',
  description: 'text',
  summary: 'text',
  language: 'text',
  publisher: 'text',
  release_date: 'date',
  price_minor: 'int',
  duration_seconds: 'float8',
  series_id: 'uuid',
  series_position: 'float8',
  published_at: 'timestamptz',
  created_at: 'timestamptz',
};

function toRow(book: SampleBook, ownerId: string, seriesIds: Map<string, string>) {
  return {
    id: book.id,
    owner_id: ownerId,
    visibility: 'store',
    status: 'published',
    title: book.title,
    description: book.description,
    summary: book.description,
    language: book.language,
    publisher: book.publisher,
    release_date: book.releaseDate,
    price_minor: book.priceMinor,
    duration_seconds: book.durationSeconds,
    series_id: book.seriesId === null ? null : (seriesIds.get(book.seriesId) ?? null),
    series_position: book.seriesPosition,
    published_at: book.publishedAt,
    created_at: book.publishedAt,
  };
}

async function link(
  client: Client,
  draw: Draw,
  books: SampleBook[],
  kind: 'author' | 'narrator' | 'genre' | 'tag',
  ids: string[],
  counts: number[],
): Promise<void> {
  // A few people write and read much of what there is; a tag is a word among others.
  const pick = (from: string[]) =>
    kind === 'tag' ? draw.frequent(from) : (from[draw.popular(from.length)] ?? '');

  function* rows() {
    for (const { id } of books) {
      const linked = draw.several(draw.one(counts), () => pick(ids));
      for (const [index, target] of linked.entries()) {
        yield { audiobook_id: id, [`${kind}_id`]: target, position: index + 1 };
      }
    }
  }
  const columns = { audiobook_id: 'uuid', [`${kind}_id`]: 'uuid', position: 'int' };
  await insertRows(client, `audiobook_${kind}s`, columns, rows());
}
