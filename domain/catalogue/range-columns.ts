import type { ListedBook, ListedRange } from './listed-book.ts';

const dayMs = 86_400_000;

/** The numbers that lists are narrowed to, each in an array by the books' slots: read one after the other, that is fast. */
export class RangeColumns {
  // NaN where it is not known, or no book is there: it is in no range.
  #durationSeconds = new Float64Array(1024);
  #ratingAverage = new Float64Array(1024);
  /** Days since 1970. */
  #releaseDay = new Float64Array(1024);

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

  /** @returns whether the book in a slot is within it; null where it holds for all */
  within(range: ListedRange): ((slot: number) => boolean) | null {
    if (Object.values(range).every((bound) => bound === undefined)) return null;
    const tests = [
      between(this.#durationSeconds, range.minDurationSeconds, range.maxDurationSeconds),
      between(this.#releaseDay, toDay(range.releasedAfter), toDay(range.releasedBefore)),
      between(this.#ratingAverage, range.minRating, undefined),
    ].filter((test) => test !== null);
    const [first = () => true, ...others] = tests;
    return others.length === 0
      ? first
      : (slot) => first(slot) && others.every((test) => test(slot));
  }

  #grow(): void {
    this.#durationSeconds = doubled(this.#durationSeconds);
    this.#ratingAverage = doubled(this.#ratingAverage);
    this.#releaseDay = doubled(this.#releaseDay);
  }
}

function between(column: Float64Array, min: number | undefined, max: number | undefined) {
  if (min === undefined && max === undefined) return null;
  const low = min ?? -Infinity;
  const high = max ?? Infinity;
  return (slot: number) => {
    const value = column[slot] ?? Number.NaN;
    return value >= low && value <= high;
  };
}

function toDay(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Date.parse(date) / dayMs;
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
