import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { findListedBooks, nextListedBooks } from '../../db/repositories/catalogue/listed-books.ts';
import type { Orm } from '../../db/orm.config.ts';
import { CatalogueIndex } from '../../domain/catalogue/catalogue-index.ts';
import { catalogueSorts } from '../../domain/catalogue/catalogue-sorts.ts';
import type { Change, ChangeFeed } from '../../platform/change-feed.ts';
import type { Logger } from '../../platform/logger.ts';

const booksAtATime = 2000;
const changesAtATime = 500;
const retryMs = 1000;

/** An index of what is for sale that is made at the start, and follows every change that any process commits. */
export class CatalogueMirror implements AsyncDisposable {
  readonly #feed: ChangeFeed;
  readonly #orm: Orm;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  #index: CatalogueIndex | null = null;
  /** Audiobooks that are to be read again, each with what tells one change of it from the next. */
  readonly #changed = new Map<string, symbol>();
  /** Those of them that may have come or gone or moved; the rest was only played or rated. */
  readonly #behind = new Set<string>();
  /** Another one when all that was read so far is worth nothing. */
  #epoch = Symbol('epoch');
  #work: Promise<void> | null = null;

  constructor(feed: ChangeFeed, { orm, log }: { orm: Orm; log: Logger }) {
    this.#feed = feed;
    this.#orm = orm;
    this.#log = log;
    feed.subscribe({
      hearing: () => this.#wake(),
      changed: (change) => this.#note(change),
      lost: () => this.#forget(),
    });
  }

  /** null while it is being made, or is behind; play counts and ratings in it may be a moment old. */
  current(): CatalogueIndex | null {
    return this.#feed.isListening() && this.#behind.size === 0 ? this.#index : null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#work;
  }

  #note({ table, id }: Change): void {
    const isHard = table === 'audiobooks';
    if (isHard && id === '') this.#forget();
    else if (isHard || table === 'rated' || table === 'played') {
      this.#changed.set(id, Symbol(table));
      if (isHard) this.#behind.add(id);
    }
    this.#wake();
  }

  #forget(): void {
    this.#epoch = Symbol('epoch');
    this.#index = null;
    this.#changed.clear();
    this.#behind.clear();
  }

  #wake(): void {
    if (this.#work || !this.#hasWork()) return;
    this.#work = this.#catchUp().finally(() => {
      this.#work = null;
      this.#wake();
    });
  }

  async #catchUp(): Promise<void> {
    while (this.#hasWork()) {
      try {
        await (this.#index ? this.#readChanged(this.#index) : this.#readAll());
      } catch (error) {
        this.#log.warn({ err: error }, 'could not read the catalogue; trying again');
        await wait(retryMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      }
    }
  }

  #hasWork(): boolean {
    const isToDo = this.#index === null || this.#changed.size > 0;
    return isToDo && this.#feed.isListening() && !this.#stopping.signal.aborted;
  }

  /** What changes meanwhile is noted, and read again afterwards. */
  async #readAll(): Promise<void> {
    const epoch = this.#epoch;
    const isWorthless = () => this.#epoch !== epoch || this.#stopping.signal.aborted;
    const index = new CatalogueIndex();
    const startedAt = performance.now();
    const em = this.#orm.em.fork();
    let last: string | null = null;
    do {
      const books = await nextListedBooks(em, last, booksAtATime);
      if (isWorthless()) return;
      for (const book of books) index.put(book);
      last = books.length === booksAtATime ? (books.at(-1)?.id ?? null) : null;
    } while (last !== null);
    for (const sort of catalogueSorts) {
      // Requests come in between.
      await nextTurn();
      index.prepare(sort);
    }
    if (isWorthless()) return;
    this.#index = index;
    const durationMs = Math.round(performance.now() - startedAt);
    this.#log.info({ books: index.size, durationMs }, 'the catalogue is in memory');
  }

  async #readChanged(index: CatalogueIndex): Promise<void> {
    const epoch = this.#epoch;
    const changes = [...this.#changed].slice(0, changesAtATime);
    const ids = changes.map(([id]) => id);
    const books = await findListedBooks(this.#orm.em.fork(), ids);
    if (this.#epoch !== epoch) return;
    const byId = new Map(books.map((book) => [book.id, book]));
    for (const [id, change] of changes) {
      const book = byId.get(id);
      if (book) index.put(book);
      else index.delete(id);
      if (this.#changed.get(id) !== change) continue;
      this.#changed.delete(id);
      this.#behind.delete(id);
    }
  }
}
