import { comparePlaces, type CatalogueSort, type SortPlace } from './catalogue-sorts.ts';

/** Slots of books in the order of one sort. */
export class SortedSlots {
  readonly #sort: CatalogueSort;
  readonly #placeOf: (slot: number) => SortPlace;
  readonly #slots: number[];

  /** @param placeOf where the book in a slot stands; it must not change while the slot is in here */
  constructor(sort: CatalogueSort, slots: Iterable<number>, placeOf: (slot: number) => SortPlace) {
    this.#sort = sort;
    this.#placeOf = placeOf;
    this.#slots = inOrder(sort, slots, placeOf);
  }

  add(slot: number): void {
    this.#slots.splice(this.#indexOf(this.#placeOf(slot)), 0, slot);
  }

  remove(slot: number): void {
    const index = this.#indexOf(this.#placeOf(slot));
    if (this.#slots[index] === slot) this.#slots.splice(index, 1);
  }

  /** The slots in order; of a place, those behind it. */
  *after(place: SortPlace | null): Generator<number> {
    let index = place ? this.#indexOf(place) : 0;
    const there = this.#slots[index];
    if (place && there !== undefined && this.#placeOf(there).id === place.id) index += 1;
    for (; index < this.#slots.length; index += 1) yield this.#slots[index] as number;
  }

  /** Of the first book that does not stand before a place. */
  #indexOf(place: SortPlace): number {
    let low = 0;
    let high = this.#slots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#placeOf(this.#slots[middle] as number);
      if (comparePlaces(this.#sort, there, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function inOrder(
  sort: CatalogueSort,
  slots: Iterable<number>,
  placeOf: (slot: number) => SortPlace,
): number[] {
  return Array.from(slots, (slot) => ({ slot, place: placeOf(slot) }))
    .sort((a, b) => comparePlaces(sort, a.place, b.place))
    .map(({ slot }) => slot);
}
