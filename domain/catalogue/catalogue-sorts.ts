import { compareCodePoints } from './compare-code-points.ts';
import type { ListedBook } from './listed-book.ts';

export const catalogueSorts = [
  'newest',
  'popular',
  'rating',
  'title',
  'duration',
  'price',
] as const;
export type CatalogueSort = (typeof catalogueSorts)[number];

/** What sorts look at. */
export type SortedBook = Omit<ListedBook, 'facets' | 'releaseDate'>;

/** By what a sort goes, and in which direction; ids tell books apart that are equal in it, in the same direction. */
interface Sorting {
  keyOf(book: SortedBook): string | number;
  direction: 'asc' | 'desc';
}

/** The same keys as the database's own, so that a cursor of the one goes on in the other. */
const sortings: Record<CatalogueSort, Sorting> = {
  newest: { keyOf: (book) => book.publishedAt, direction: 'desc' },
  popular: { keyOf: (book) => book.playCount, direction: 'desc' },
  rating: {
    keyOf: ({ ratingAverage, ratingCount }) => ratingAverage * 1e12 + ratingCount,
    direction: 'desc',
  },
  title: { keyOf: (book) => book.plainTitle, direction: 'asc' },
  duration: { keyOf: (book) => book.durationSeconds, direction: 'asc' },
  price: { keyOf: (book) => book.priceMinor, direction: 'asc' },
};

/** A place in a sort. */
export interface SortPlace {
  value: string | number;
  id: string;
}

/** Negative where `a` stands before `b`. */
export function comparePlaces(sort: CatalogueSort, a: SortPlace, b: SortPlace): number {
  const upwards = compareValues(a.value, b.value) || compareCodePoints(a.id, b.id);
  return sortings[sort].direction === 'asc' ? upwards : -upwards;
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareCodePoints(String(a), String(b));
}

export function placeIn(sort: CatalogueSort, book: SortedBook): SortPlace {
  return { value: sortings[sort].keyOf(book), id: book.id };
}
