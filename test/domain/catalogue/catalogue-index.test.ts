import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CatalogueIndex, type ListRequest } from '../../../domain/catalogue/catalogue-index.ts';
import { catalogueSorts } from '../../../domain/catalogue/catalogue-sorts.ts';
import type { ListedBook } from '../../../domain/catalogue/listed-book.ts';

const ids = Array.from(
  { length: 12 },
  (_, n) => `0190000${n.toString(16)}-0000-7000-8000-000000000000`,
);
const facets = ['genre:a', 'genre:b', 'tag:c', 'language:en'];
const day = fc.integer({ min: 1, max: 5 }).map((number) => `2025-01-0${number}`);

const anyBook: fc.Arbitrary<ListedBook> = fc.record({
  id: fc.constantFrom(...ids),
  publishedAt: fc.nat(3),
  playCount: fc.nat(3),
  ratingAverage: fc.constantFrom(0, 2.5, 4),
  ratingCount: fc.nat(2),
  plainTitle: fc.constantFrom('a', 'ab', 'b', '\uFFFD', '\u{1F600}'),
  durationSeconds: fc.nat(3),
  priceMinor: fc.nat(2),
  releaseDate: fc.option(day),
  facets: fc.uniqueArray(fc.constantFrom(...facets)),
});

const anyRange = fc.record(
  {
    minDurationSeconds: fc.nat(3),
    maxDurationSeconds: fc.nat(3),
    releasedAfter: day,
    releasedBefore: day,
    minRating: fc.constantFrom(1, 3),
  },
  { requiredKeys: [] },
);

const anyRequest: fc.Arbitrary<Omit<ListRequest, 'after'>> = fc.record({
  facets: fc.uniqueArray(fc.constantFrom(...facets, 'genre:none'), { maxLength: 2 }),
  range: fc.oneof(fc.constant({}), anyRange),
  sort: fc.constantFrom(...catalogueSorts),
  offset: fc.nat(4),
  limit: fc.constantFrom(1, 2, 5, 100),
});

const anyChanges = fc.array(fc.oneof({ weight: 3, arbitrary: anyBook }, fc.constantFrom(...ids)), {
  maxLength: 40,
});

/** What the index is, written as plainly as can be. */
function listPlainly(
  books: ListedBook[],
  { facets: wanted, range, sort, offset, limit }: Omit<ListRequest, 'after'>,
) {
  const keys = {
    newest: (book: ListedBook) => -book.publishedAt,
    popular: (book: ListedBook) => -book.playCount,
    rating: (book: ListedBook) => -(book.ratingAverage * 1e12 + book.ratingCount),
    title: (book: ListedBook) => Buffer.from(book.plainTitle).toString('hex'),
    duration: (book: ListedBook) => book.durationSeconds,
    price: (book: ListedBook) => book.priceMinor,
  };
  const idsDescend = ['newest', 'popular', 'rating'].includes(sort);
  const order = (a: string | number, b: string | number) => (a < b ? -1 : Number(a > b));
  const { minDurationSeconds = 0, maxDurationSeconds = 99, minRating = 0 } = range;
  const { releasedAfter = '', releasedBefore = '9' } = range;
  const isDated = range.releasedAfter !== undefined || range.releasedBefore !== undefined;
  const listed = books
    .filter((book) => wanted.every((name) => book.facets.includes(name)))
    .filter(
      ({ durationSeconds }) =>
        durationSeconds >= minDurationSeconds && durationSeconds <= maxDurationSeconds,
    )
    .filter(({ ratingAverage }) => ratingAverage >= minRating)
    .filter(({ releaseDate }) =>
      releaseDate === null
        ? !isDated
        : releaseDate >= releasedAfter && releaseDate <= releasedBefore,
    )
    .sort(
      (a, b) => order(keys[sort](a), keys[sort](b)) || (idsDescend ? -1 : 1) * order(a.id, b.id),
    );
  return {
    count: listed.length,
    ids: listed.slice(offset, offset + limit + 1).map(({ id }) => id),
  };
}

function indexOf(changes: (ListedBook | string)[], sortsReady: boolean) {
  const index = new CatalogueIndex();
  const books = new Map<string, ListedBook>();
  if (sortsReady) for (const sort of catalogueSorts) index.prepare(sort);
  for (const change of changes) {
    if (typeof change === 'string') {
      index.delete(change);
      books.delete(change);
    } else {
      index.put(change);
      books.set(change.id, change);
    }
  }
  return { index, books: [...books.values()] };
}

describe('CatalogueIndex', () => {
  it('lists and counts as filtering and sorting all books does, whatever was changed before', () => {
    fc.assert(
      fc.property(anyChanges, anyRequest, fc.boolean(), (changes, request, sortsReady) => {
        const { index, books } = indexOf(changes, sortsReady);
        const { count, rows } = index.list({ ...request, after: null });
        expect({ count, ids: rows.map(({ id }) => id) }).toEqual(listPlainly(books, request));
        expect(index.size).toBe(books.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('shows each book once to whoever goes on behind the last row', () => {
    fc.assert(
      fc.property(anyChanges, anyRequest, (changes, request) => {
        const { index, books } = indexOf(changes, true);
        const wanted = { ...request, offset: 0 };
        const seen: string[] = [];
        let after: ListRequest['after'] = null;
        for (;;) {
          const { rows } = index.list({ ...wanted, after });
          seen.push(...rows.slice(0, wanted.limit).map(({ id }) => id));
          const last = rows.length > wanted.limit ? rows.at(-2) : undefined;
          if (!last || seen.length > ids.length) break;
          after = { id: last.id, value: last.key };
        }
        expect(seen).toEqual(listPlainly(books, { ...wanted, limit: ids.length }).ids);
      }),
    );
  });

  it('goes on behind a book that is gone meanwhile', () => {
    const [a, b, c] = ids
      .slice(0, 3)
      .map((id, position) => ({ ...sample, id, priceMinor: position }));
    const { index } = indexOf(
      [a, b, c].filter((book) => book !== undefined),
      true,
    );
    index.delete(b?.id ?? '');
    const page = index.list({
      ...{ facets: [], range: {}, sort: 'price', offset: 0, limit: 5 },
      after: { id: b?.id ?? '', value: 1 },
    });
    expect(page).toEqual({ count: 2, rows: [{ id: c?.id, key: 2 }] });
  });
});

const sample: ListedBook = {
  id: '',
  publishedAt: 0,
  playCount: 0,
  ratingAverage: 0,
  ratingCount: 0,
  plainTitle: '',
  durationSeconds: 0,
  priceMinor: 0,
  releaseDate: null,
  facets: [],
};
