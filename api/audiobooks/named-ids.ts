import { LRUCache } from 'lru-cache';
import { findNamed, type NamedKind } from '../../db/repositories/catalogue/catalogue-filter.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';

const ofBooks = new Set(['audiobooks', 'rated', 'played']);

/** Ids of authors, narrators, genres, series and tags by their names, kept until any of those is changed. */
export class NamedIds {
  readonly #feed: ChangeFeed;
  readonly #ids = new LRUCache<string, string>({ max: 10_000 });
  #changes = 0;

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
    feed.subscribe({
      changed: ({ table, id }) => {
        if (!ofBooks.has(table) || id === '') this.#clear();
      },
      lost: () => this.#clear(),
    });
  }

  async find(em: Em, kind: NamedKind, name: string): Promise<string | null> {
    const key = `${kind}:${name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const changes = this.#changes;
    const id = await findNamed(em, kind, name);
    if (id !== null && this.#feed.isListening() && this.#changes === changes)
      this.#ids.set(key, id);
    return id;
  }

  #clear(): void {
    this.#changes += 1;
    this.#ids.clear();
  }
}
