import { createSeededRandom } from '../../domain/seeded-random.ts';

/** Deterministic draws: the same seed gives the same data. */
export interface Draw {
  /** In [0, 1). */
  number(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  one<Item>(items: readonly Item[]): Item;
  /** An index below `count`, low ones far more often: the popularity of books and authors (Zipf, exponent about 1). */
  popular(count: number): number;
  /** One of many words, the first ones far more often, as in any text (Zipf and Mandelbrot: 1 / (rank + 10)). */
  frequent<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** Different values of `next`, so many. */
  several<Item>(count: number, next: () => Item): Item[];
  /** A UUIDv7 of a moment. RFC 9562 §5.7. */
  id(at: Date): string;
}

/** So many words are about as common as the most common one: without words like “the”, no word stands out. */
const commonRanks = 10;

export function createDraw(seed: number): Draw {
  const number = createSeededRandom(seed);
  const whole = (from: number, to: number) => from + Math.floor(number() * (to - from + 1));
  const hex = (digits: number) =>
    Math.floor(number() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');

  return {
    number,
    whole,
    one: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    popular: (count) => Math.min(count - 1, Math.floor((count + 1) ** number()) - 1),
    frequent: (items) => {
      const index = Math.floor(commonRanks * ((1 + items.length / commonRanks) ** number() - 1));
      return items[Math.min(index, items.length - 1)] as (typeof items)[number];
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: number() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ item }) => item),
    several: (count, next) => {
      const drawn = new Set<ReturnType<typeof next>>();
      for (let tries = 0; drawn.size < count && tries < count * 5; tries += 1) drawn.add(next());
      return [...drawn];
    },
    id: (at) => {
      const time = at.getTime().toString(16).padStart(12, '0');
      const variant = (8 + whole(0, 3)).toString(16);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
    },
  };
}
