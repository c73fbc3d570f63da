import type { ListedBook, ListedRange } from './listed-book.ts';

const dayMs = 86_400_000;

interface Bounds {
  column: Float64Array;
  low: number;
  high: number;
}

/** What a list is narrowed to; null where that is nothing. */
export type BoundColumns = [Bounds, ...Bounds[]] | null;

/** The numbers that lists are narrowed to, each in an array by the books' slots: read one after the other, that is fast. */
export class RangeColumns {
  // NaN where it is not known, or no book is there: it is in no range.
  #durationSeconds = new Float64Array(1024).fill(Number.NaN);
  #ratingAverage = new Float64Array(1024).fill(Number.NaN);
  /** Days since 1970. */
  #releaseDay = new Float64Array(1024).fill(Number.NaN);

  set(slot: number, { durationSeconds, ratingAverage, releaseDate }: ListedBook): void {
    if (slot >= this.#releaseDay.length) this.#grow();
    this.#durationSeconds[slot] = durationSeconds;
    this.#ratingAverage[slot] = ratingAverage;
    this.#releaseDay[slot] = toDay(releaseDate ?? undefined) ?? Number.NaN;
  }

  clear(slot: number): void {
    for (const column of [this.#durationSeconds, this.#ratingAverage, this.#releaseDay]) {
      column[slot] = Number.NaN;
    }
  }

  bind(range: ListedRange): BoundColumns {
    const [first, ...others] = [
      bound(this.#durationSeconds, range.minDurationSeconds, range.maxDurationSeconds),
      bound(this.#releaseDay, toDay(range.releasedAfter), toDay(range.releasedBefore)),
      bound(this.#ratingAverage, range.minRating, undefined),
    ].filter((bounds) => bounds !== null);
    return first ? [first, ...others] : null;
  }

  #grow(): void {
    this.#durationSeconds = doubled(this.#durationSeconds);
    this.#ratingAverage = doubled(this.#ratingAverage);
    this.#releaseDay = doubled(this.#releaseDay);
  }
}

export function isWithin(columns: BoundColumns, slot: number): boolean {
  return columns === null || isWithinAll(columns, slot);
}

/** How many books are within it. */
export function countWithin(columns: NonNullable<BoundColumns>): number {
  const [{ column, low, high }, ...others] = columns;
  let count = 0;
  for (let slot = 0; slot < column.length; slot += 1) {
    const value = column[slot] as number;
    if (value >= low && value <= high && (others.length === 0 || isWithinAll(others, slot))) {
      count += 1;
    }
  }
  return count;
}

/** All slots whose books are within it. */
export function* slotsWithin([first, ...others]: NonNullable<BoundColumns>): Generator<number> {
  const { column, low, high } = first;
  for (let slot = 0; slot < column.length; slot += 1) {
    const value = column[slot] as number;
    if (value >= low && value <= high && isWithinAll(others, slot)) {
      yield slot;
    }
  }
}

function isWithinAll(columns: readonly Bounds[], slot: number): boolean {
  return columns.every((bounds) => isBetween(bounds, slot));
}

function isBetween({ column, low, high }: Bounds, slot: number): boolean {
  const value = column[slot] ?? Number.NaN;
  return value >= low && value <= high;
}

function bound(column: Float64Array, low?: number, high?: number): Bounds | null {
  if (low === undefined && high === undefined) return null;
  return { column, low: low ?? -Infinity, high: high ?? Infinity };
}

function toDay(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Date.parse(date) / dayMs;
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2).fill(Number.NaN);
  larger.set(column);
  return larger;
}
