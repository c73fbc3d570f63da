import { LRUCache } from 'lru-cache';
import type { ChangeFeed } from '../../platform/change-feed.ts';

/** An answer that is the same for everybody who asks the same. */
export interface SharedAnswer {
  /** JSON. */
  body: Buffer;
  etag: string;
  headers: Record<string, string>;
  /** Ids of the audiobooks that it shows. */
  shows: readonly string[];
}

export interface CacheFigures {
  entries: number;
  bytes: number;
  hits: number;
  misses: number;
}

const maxBytes = 64 * 2 ** 20;
/** How long the order of a list may lag behind play counts and ratings; what is shown of a book never does. */
const ttlMs = 30_000;

/**
 * Answers of this process that hold until what they show changes anywhere: any change of the catalogue drops all of
 * them, a new rating those that show the book. While changes can't be heard of, nothing is answered from here.
 */
export class ResponseCache {
  readonly #feed: ChangeFeed;
  readonly #keysByBook = new Map<string, Set<string>>();
  readonly #answers: LRUCache<string, SharedAnswer>;
  /** When ratings of a book last changed, for answers that were being made at that time. */
  readonly #ratedAt = new LRUCache<string, number>({ max: 10_000 });
  #now = 0;
  #clearedAt = 0;
  #hits = 0;
  #misses = 0;

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
    this.#answers = new LRUCache<string, SharedAnswer>({
      maxSize: maxBytes,
      sizeCalculation: ({ body }, key) => body.length + key.length + 500,
      ttl: ttlMs,
      dispose: ({ shows }, key) => this.#forget(shows, key),
    });
    feed.subscribe({
      changed: ({ table, id }) => {
        if (table === 'rated') this.#dropShowing(id);
        else if (table !== 'played') this.#clear();
      },
      lost: () => this.#clear(),
    });
  }

  find(key: string): SharedAnswer | undefined {
    const answer = this.#feed.isListening() ? this.#answers.get(key) : undefined;
    if (answer) this.#hits += 1;
    else this.#misses += 1;
    return answer;
  }

  /** To be called before an answer is made, and given to `keep`: what changed meanwhile must not be kept. */
  begin(): number {
    return this.#now;
  }

  keep(key: string, answer: SharedAnswer, begunAt: number): void {
    if (!this.#feed.isListening() || this.#clearedAt > begunAt) return;
    if (answer.shows.some((id) => (this.#ratedAt.get(id) ?? 0) > begunAt)) return;
    this.#answers.set(key, answer);
    for (const id of answer.shows) {
      const keys = this.#keysByBook.get(id) ?? new Set();
      this.#keysByBook.set(id, keys.add(key));
    }
  }

  figures(): CacheFigures {
    const { size: entries, calculatedSize: bytes } = this.#answers;
    return { entries, bytes, hits: this.#hits, misses: this.#misses };
  }

  #clear(): void {
    this.#now += 1;
    this.#clearedAt = this.#now;
    this.#answers.clear();
  }

  #dropShowing(id: string): void {
    this.#now += 1;
    this.#ratedAt.set(id, this.#now);
    for (const key of [...(this.#keysByBook.get(id) ?? [])]) this.#answers.delete(key);
  }

  #forget(shows: readonly string[], key: string): void {
    for (const id of shows) {
      const keys = this.#keysByBook.get(id);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByBook.delete(id);
    }
  }
}
