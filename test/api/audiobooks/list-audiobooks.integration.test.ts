import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedSampleData } from '../../../db/seeds/seed-sample-data.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { readPages, type Page } from '../../support/read-pages.ts';
import { shelveBook } from '../../support/shelved-book.ts';

interface Book {
  id: string;
  title: string;
  language: string;
  release_date: string;
  duration_seconds: number;
  price: { amount: number };
  rating_average: number | null;
  rating_count: number;
  genres: { id: string; name: string }[];
  authors: { id: string; name: string }[];
  narrators: { id: string; name: string }[];
  series: { id: string; name: string } | null;
  tags: string[];
  published_at: string;
}

let api: TestApi;
let books: Book[];

beforeAll(async () => {
  api = await startApi();
  await seedSampleData(api.config.databaseUrl, {
    ownerId: api.admin.id,
    books: 250,
    users: 40,
    sessions: 300,
    reviews: 400,
    seed: 7,
    report: () => undefined,
  });
  books = await readPages<Book>(api.guest, '/audiobooks?page_size=100');
});
afterAll(() => api.stop());

const ids = (list: { id: string }[]) => list.map(({ id }) => id);
const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

describe('GET /audiobooks', () => {
  it('has everything that is for sale, newest first', () => {
    expect(new Set(ids(books)).size).toBe(250);
    const published = books.map((book) => book.published_at);
    expect(published).toEqual(published.toSorted().toReversed());
  });

  it.each<[string, (book: Book) => number, 1 | -1]>([
    ['duration', (book) => book.duration_seconds, 1],
    ['price', (book) => book.price.amount, 1],
    ['rating', (book) => book.rating_average ?? 0, -1],
  ])('sorts by %s and loses nothing over its pages', async (sort, keyOf, direction) => {
    const listed = await readPages<Book>(api.guest, `/audiobooks?sort=${sort}&page_size=40`);
    const keys = listed.map(keyOf);
    expect(keys).toEqual(keys.toSorted((a, b) => direction * (a - b)));
    expect(ids(listed).toSorted()).toEqual(ids(books).toSorted());
  });

  it('sorts titles without regard to case and accents', async () => {
    const listed = await readPages<Book>(api.guest, '/audiobooks?sort=title&page_size=100');
    const collator = new Intl.Collator('en');
    for (const [index, { title }] of listed.slice(1).entries()) {
      const before = folded(listed[index]?.title ?? '');
      expect(before <= folded(title) || collator.compare(before, folded(title)) <= 0).toBe(true);
    }
    expect(listed).toHaveLength(250);
  });

  const first = () => books.find((book) => book.series && book.tags.length > 0) as Book;

  it.each<[string, () => string, (book: Book) => boolean]>([
    [
      'genre by name',
      () => `genre=${encodeURIComponent(first().genres[0]?.name ?? '')}`,
      (book) => ids(book.genres).includes(first().genres[0]?.id ?? ''),
    ],
    [
      'genre by id',
      () => `genre=${first().genres[0]?.id}`,
      (book) => ids(book.genres).includes(first().genres[0]?.id ?? ''),
    ],
    [
      'author',
      () => `author=${encodeURIComponent(first().authors[0]?.name.toUpperCase() ?? '')}`,
      (book) => ids(book.authors).includes(first().authors[0]?.id ?? ''),
    ],
    [
      'narrator',
      () => `narrator=${first().narrators[0]?.id}`,
      (book) => ids(book.narrators).includes(first().narrators[0]?.id ?? ''),
    ],
    [
      'series',
      () => `series=${first().series?.id}`,
      (book) => book.series?.id === first().series?.id,
    ],
    [
      'tag',
      () => `tag=${encodeURIComponent(first().tags[0] ?? '')}`,
      (book) => book.tags.includes(first().tags[0] ?? ''),
    ],
    [
      'language',
      () => `language=${first().language}`,
      (book) => book.language === first().language,
    ],
    [
      'length',
      () => 'min_duration=10000&max_duration=20000',
      (book) => book.duration_seconds >= 10_000 && book.duration_seconds <= 20_000,
    ],
    [
      'release',
      () => 'released_after=2020-01-01&released_before=2025-06-01',
      (book) => book.release_date >= '2020-01-01' && book.release_date <= '2025-06-01',
    ],
    ['rating', () => 'min_rating=4', (book) => (book.rating_average ?? 0) >= 4],
    [
      'two at once',
      () => `min_rating=3&language=${first().language}`,
      (book) => (book.rating_average ?? 0) >= 3 && book.language === first().language,
    ],
  ])('narrows by %s', async (_what, query, matches) => {
    const expected = books.filter(matches);
    expect(expected.length).toBeGreaterThan(0);
    const path = `/audiobooks?page_size=100&${query()}`;
    expect(ids(await readPages<Book>(api.guest, path))).toEqual(ids(expected));
    expect((await api.guest.get<Page<Book>>(path)).body.count).toBe(expected.length);
  });

  it('finds nothing under a name that there is not', async () => {
    const { body } = await api.guest.get<Page<Book>>('/audiobooks?author=Nobody%20At%20All');
    expect(body).toMatchObject({ count: 0, results: [], next: null });
  });

  it.each(['newest', 'title', 'price', 'popular'])(
    'neither repeats nor misses a row by %s while rows are being inserted',
    async (sort) => {
      const before = ids(
        await readPages<Book>(api.guest, `/audiobooks?sort=${sort}&page_size=100`),
      );
      const insert = () => shelveBook(api, { title: `0 New`, priceMinor: 0 });
      const read = ids(
        await readPages<Book>(api.guest, `/audiobooks?sort=${sort}&page_size=100`, insert),
      );
      expect(new Set(read).size).toBe(read.length);
      expect(read.filter((id) => before.includes(id))).toEqual(before);
    },
  );

  it.each([
    ['newest', 1e300],
    ['popular', 1.5],
    ['price', 'abc'],
    ['title', 7],
    ['duration', 'x'],
  ])('answers 422 to a forged cursor by %s', async (sort, value) => {
    const id = books[0]?.id;
    const forged = Buffer.from(JSON.stringify([`audiobooks:${sort}`, 2, value, id]));
    const path = `/audiobooks?sort=${sort}&cursor=${forged.toString('base64url')}`;
    expect((await api.guest.get(path)).status).toBe(422);
  });

  it('answers 422 to a cursor of another list, and 400 or 422 to what is no value', async () => {
    const { body } = await api.guest.get<Page<Book>>('/audiobooks?sort=price&page_size=5');
    for (const query of [
      `cursor=${body.next_cursor}`,
      'cursor=%00',
      'sort=upwards',
      'page_size=101',
    ]) {
      expect((await api.guest.get(`/audiobooks?${query}`)).status).toBe(422);
    }
    expect((await api.guest.get('/audiobooks?min_duration=long')).status).toBe(400);
    expect((await api.guest.get('/audiobooks?unheard=of')).status).toBe(422);
  });
});
