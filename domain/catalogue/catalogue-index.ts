import {
  comparePlaces,
  placeIn,
  type CatalogueSort,
  type SortedBook,
  type SortPlace,
} from './catalogue-sorts.ts';
import type { ListedBook, ListedRange } from './listed-book.ts';
import { countWithin, isWithin, RangeColumns, slotsWithin } from './range-columns.ts';
import { inOrder, SortedSlots } from './sorted-slots.ts';

export interface ListRequest {
  /** A book must have each of them. */
  facets: readonly string[];
  range: ListedRange;
  sort: CatalogueSort;
  /** Which page: what stands behind a place, or else behind so many. */
  after: SortPlace | null;
  offset: number;
  limit: number;
}

export interface ListedPage {
  /** On all pages. */
  count: number;
  /** One row more than asked for, where there is one. */
  rows: { id: string; key: string | number }[];
}

/** To sort a book costs about as much as to pass so many by. */
const passedByWhileSorting = 7;

/**
 * All audiobooks for sale, by what lists are filtered and sorted by: a set for each facet, an order for each sort. A
 * page of 100,000 books with its exact count takes some tenths of a millisecond. Books stand in numbered slots. Source
 * of the idea: the tag engine of Stack Overflow.
 */
export class CatalogueIndex {
  readonly #books: (SortedBook | undefined)[] = [];
  /** The sets of `#byFacet` that a slot is in. */
  readonly #setsOf: Set<number>[][] = [];
  readonly #slots = new Map<string, number>();
  readonly #freeSlots: number[] = [];
  readonly #byFacet = new Map<string, Set<number>>();
  readonly #columns = new RangeColumns();
  readonly #orders = new Map<CatalogueSort, SortedSlots>();

  get size(): number {
    return this.#slots.size;
  }

  /** Makes an order that was not needed yet. Of 100,000 books that takes 0.2 s in one go. */
  prepare(sort: CatalogueSort): SortedSlots {
    const known = this.#orders.get(sort);
    if (known) return known;
    const order = new SortedSlots(sort, this.#slots.values(), this.#placesIn(sort));
    this.#orders.set(sort, order);
    return order;
  }

  put(book: ListedBook): void {
    const known = this.#slots.get(book.id);
    const slot = known ?? this.#freeSlots.pop() ?? this.#books.length;
    const moved = this.#ordersThatMove(this.#books[slot], book);
    if (known !== undefined) this.#empty(slot, moved);
    this.#slots.set(book.id, slot);
    const { facets, releaseDate: _, ...sorted } = book;
    this.#books[slot] = sorted;
    this.#columns.set(slot, book);
    this.#setsOf[slot] = facets.map((name) => this.#setOf(name).add(slot));
    for (const order of moved) order.add(slot);
  }

  delete(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#empty(slot, [...this.#orders.values()]);
    this.#books[slot] = undefined;
    this.#slots.delete(id);
    this.#freeSlots.push(slot);
  }

  /** Those in which a book does not stay where it is. */
  #ordersThatMove(before: SortedBook | undefined, now: ListedBook): SortedSlots[] {
    return [...this.#orders]
      .filter(
        ([sort]) => !before || comparePlaces(sort, placeIn(sort, before), placeIn(sort, now)) !== 0,
      )
      .map(([, order]) => order);
  }

  #empty(slot: number, orders: SortedSlots[]): void {
    for (const order of orders) order.remove(slot);
    for (const set of this.#setsOf[slot] ?? []) set.delete(slot);
    this.#columns.clear(slot);
  }

  list({ facets, range, sort, after, offset, limit }: ListRequest): ListedPage {
    const [smallest, ...others] = facets
      .map((name) => this.#byFacet.get(name) ?? new Set<number>())
      .sort((a, b) => a.size - b.size);
    const columns = this.#columns.bind(range);
    const isListed = (slot: number) =>
      isWithin(columns, slot) && others.every((set) => set.has(slot));
    const isNarrowed = columns !== null || others.length > 0;
    const count = smallest
      ? countListed(smallest, isNarrowed ? isListed : null)
      : columns
        ? countWithin(columns)
        : this.size;

    const placeOf = this.#placesIn(sort);
    const passedBy = ((offset + limit) * this.size) / count;
    const page = { placeOf, offset, count: limit + 1 };
    if (count * passedByWhileSorting >= passedBy) {
      const isOnPage = (slot: number) => (!smallest || smallest.has(slot)) && isListed(slot);
      return { count, rows: take(this.prepare(sort).after(after), { ...page, isOnPage }) };
    }
    const isOnPage = (slot: number) => !after || comparePlaces(sort, placeOf(slot), after) > 0;
    const all = columns ? slotsWithin(columns) : this.#slots.values();
    const listed = smallest ? [...smallest].filter(isListed) : all;
    return { count, rows: take(inOrder(sort, listed, placeOf), { ...page, isOnPage }) };
  }

  #setOf(facet: string): Set<number> {
    const known = this.#byFacet.get(facet);
    if (known) return known;
    const made = new Set<number>();
    this.#byFacet.set(facet, made);
    return made;
  }

  #placesIn(sort: CatalogueSort): (slot: number) => SortPlace {
    return (slot) => placeIn(sort, this.#books[slot] as SortedBook);
  }
}

/** @param isListed null where all are */
function countListed(slots: Set<number>, isListed: ((slot: number) => boolean) | null): number {
  if (!isListed) return slots.size;
  let count = 0;
  for (const slot of slots) if (isListed(slot)) count += 1;
  return count;
}

interface Taking {
  placeOf: (slot: number) => SortPlace;
  isOnPage: (slot: number) => boolean;
  offset: number;
  count: number;
}

function take(slots: Iterable<number>, taking: Taking): ListedPage['rows'] {
  const { placeOf, isOnPage, offset, count } = taking;
  const rows: ListedPage['rows'] = [];
  let toSkip = offset;
  for (const slot of slots) {
    if (!isOnPage(slot)) continue;
    if (toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    const { id, value: key } = placeOf(slot);
    rows.push({ id, key });
    if (rows.length === count) break;
  }
  return rows;
}
