import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findCardsById } from '../../../db/repositories/catalogue/audiobook-cards.ts';
import { countShelf, listShelf } from '../../../db/repositories/catalogue/catalogue.ts';
import {
  nextListedBooks,
  findListedBooks,
} from '../../../db/repositories/catalogue/listed-books.ts';
import { findRelated } from '../../../db/repositories/catalogue/related-books.ts';
import { listShelves } from '../../../db/repositories/catalogue/shelves.ts';
import { searchCatalogue } from '../../../db/repositories/search/search-catalogue.ts';
import { suggest } from '../../../db/repositories/search/suggest.ts';
import { catalogueSorts } from '../../../domain/catalogue/catalogue-sorts.ts';
import { createDatabase } from '../../support/databases.ts';
import { notePlans, type QueryPlans } from '../../support/query-plans.ts';

const books = 60_000;
/** Those that grow with the catalogue. */
const large = new Set([
  'audiobooks',
  'audiobook_authors',
  'audiobook_narrators',
  'audiobook_genres',
  'audiobook_tags',
  'audiobook_search',
  'audiobook_titles',
  'search_words',
  'authors',
  'narrators',
  'series',
]);

const id = (number: string | number) =>
  `('00000000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
const bookId = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const each = `from generate_series(1, ${books}) n`;
const link = (kind: string, of: number) =>
  `insert into audiobook_${kind}s (audiobook_id, ${kind}_id, position) select ${id('n')}, ${id(`n * 7 % ${of} + 1`)}, 1 ${each}`;
const named = (table: string, count: number) =>
  `insert into ${table} (id, name, is_listed) select ${id('n')}, '${table} ' || n, true from generate_series(1, ${count}) n`;
const told = (table: string, column: string) =>
  `update ${table} set ${column} = repeat(md5(id::text) || ' ', 10)`;

const rows = [
  // Neither foreign keys nor triggers are looked at: what is made here is right.
  'set session_replication_role = replica',
  `insert into users (id, email, username) values (${id(1)}, 'u@sample.invalid', 'u')`,
  ...[
    named('authors', 5000),
    named('narrators', 2000),
    named('genres', 25),
    named('tags', 500),
    named('series', 3000),
    told('authors', 'bio'),
    told('narrators', 'bio'),
    told('series', 'description'),
  ],
  `insert into audiobooks (id, owner_id, visibility, status, title, duration_seconds, price_minor, published_at,
      release_date, language, series_id, rating_sum, rating_count, play_count)
    select ${id('n')}, ${id(1)}, 'store', 'published', 'Word' || n % 3000 || ' and ' || n, 600 + n % 9000, n % 900,
      timestamptz '2025-01-01' + n * interval '10 minutes', date '2020-01-01' + n % 2000, 'en',
      case when n % 5 = 0 then ${id('n % 3000 + 1')} end, n % 50, 10, n * 31 % 10000 ${each}`,
  ...[link('author', 5000), link('narrator', 2000), link('genre', 25), link('tag', 500)],
  `insert into audiobook_search (audiobook_id, title, document, popularity)
    select ${id('n')}, 'word' || n % 3000 || ' and ' || n, to_tsvector('lector_words', 'word' || n % 3000 || ' and ' || n), 1 ${each}`,
  'insert into audiobook_titles (audiobook_id, title, popularity) select audiobook_id, title, popularity from audiobook_search',
  `insert into search_words (word) select 'word' || n from generate_series(0, 29999) n`,
  'set session_replication_role = origin',
  'vacuum analyze',
];

let plans: QueryPlans;
beforeAll(async () => {
  plans = notePlans(await createDatabase());
  for (const statement of rows) await plans.pool.query(statement);
}, 180_000);
afterAll(() => plans.pool.end());

const first = { after: null, offset: 0, limit: 20 };
const scanned = async (work: () => Promise<unknown>) =>
  (await plans.scannedBy(work)).filter((table) => large.has(table));

describe('at 60,000 audiobooks, no large table is read from one end to the other', () => {
  it.each(catalogueSorts)('to browse by %s', async (sort) => {
    expect(await scanned(() => listShelf(plans.em, {}, sort, first))).toEqual([]);
  });

  it.each(catalogueSorts)('to go on behind a row by %s', async (sort) => {
    const [row] = await listShelf(plans.em, {}, sort, { after: null, offset: 500, limit: 1 });
    const after = { value: row?.key ?? '', id: row?.id ?? '' };
    expect(await scanned(() => listShelf(plans.em, {}, sort, { ...first, after }))).toEqual([]);
  });

  it.each([
    ['genre', { genre: 'genres 3' }],
    ['author', { author: 'authors 77' }],
    ['narrator', { narrator: 'narrators 77' }],
    ['tag', { tag: 'tags 77' }],
    ['series', { series: 'series 77' }],
    ['genre and rating', { genre: 'genres 3', minRating: 4 }],
    ['rating', { minRating: 4.9 }],
    ['release', { releasedAfter: '2025-06-01' }],
  ])('to narrow by %s', async (_what, filter) => {
    for (const sort of catalogueSorts) {
      expect(await scanned(() => listShelf(plans.em, filter, sort, first))).toEqual([]);
    }
  });

  it.each([
    ['all', {}],
    ['an author', { author: 'authors 77' }],
    ['a genre', { genre: 'genres 3' }],
  ])('to count %s', async (_what, filter) => {
    expect(await scanned(() => countShelf(plans.em, filter))).toEqual([]);
  });

  it.each(['word77', 'word77 and 77', 'wrod77', '"word77 and"'])(
    'to search for %s',
    async (text) => {
      expect(await scanned(() => searchCatalogue(plans.em, text, {}, first))).toEqual([]);
      expect(
        await scanned(() => searchCatalogue(plans.em, text, { genre: 'genres 3' }, first)),
      ).toEqual([]);
    },
  );

  it.each(['word', 'word77', 'word2999 a', 'x'])(
    'to suggest what begins with %s',
    async (typed) => {
      expect(await scanned(() => suggest(plans.em, typed, 10))).toEqual([]);
    },
  );

  it('to take up what is for sale, by and by and what has changed', async () => {
    expect(await scanned(() => nextListedBooks(plans.em, bookId(100), 2000))).toEqual([]);
    expect(await scanned(() => findListedBooks(plans.em, [bookId(1), bookId(2)]))).toEqual([]);
  });

  it.each(['authors', 'narrators', 'genres', 'tags', 'series'] as const)(
    'to list %s, from the beginning, behind one, and by a part of the name',
    async (table) => {
      const [row] = (await listShelves(plans.em, table, { q: undefined, place: first })).rows;
      const after = { value: row?.key ?? '', id: row?.id ?? '' };
      for (const wish of [
        { q: undefined, place: first },
        { q: undefined, place: { ...first, after } },
        { q: `${table} 77`, place: first },
      ]) {
        expect(await scanned(() => listShelves(plans.em, table, wish))).toEqual([]);
      }
    },
  );

  it('to show some, and what is like them', async () => {
    expect(await scanned(() => findCardsById(plans.em, [bookId(1), bookId(2)]))).toEqual([]);
    expect(await scanned(() => findRelated(plans.em, { to: [bookId(1)], limit: 20 }))).toEqual([]);
  });

  it('but the plan of a question that has no index is seen to do so', async () => {
    const question = () =>
      plans.em
        .getKysely()
        .selectFrom('audiobooks')
        .select('id')
        .where('publisher', '=', 'x')
        .execute();
    expect(await scanned(question)).toEqual(['audiobooks']);
  });
});
