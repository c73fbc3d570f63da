import { LRUCache } from 'lru-cache';
import {
  findCard,
  findCardsById,
  type AudiobookCard,
} from '../../db/repositories/catalogue/audiobook-cards.ts';
import { batched } from '../../db/batched.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import { isInStore } from './policy.ts';

/** Characters of text; what else a card has counts as a thousand. */
const maxSize = 64 * 2 ** 20;

/**
 * Cards of what is for sale, kept until they change anywhere. While changes can't be heard of, none is. What is missing
 * is read together with what others miss at the same time.
 */
export class CardCache {
  readonly #feed: ChangeFeed;
  readonly #cards = new LRUCache<string, AudiobookCard>({
    maxSize,
    sizeCalculation: ({ description, summary }) =>
      description.length + (summary?.length ?? 0) + 1000,
  });
  readonly #read: (id: string) => Promise<AudiobookCard | null>;
  #changes = 0;

  constructor(feed: ChangeFeed, newEm: () => Em, onFailure: (error: unknown) => void) {
    this.#feed = feed;
    this.#read = batched<string, AudiobookCard | null>({
      run: async (ids) => {
        const cards = await findCardsById(newEm(), ids);
        return ids.map((id) => cards.get(id) ?? null);
      },
      runAlone: (id) => findCard(newEm(), id),
      onFailure,
      maxItems: 200,
      maxUnderWay: 3,
    });
    feed.subscribe({
      changed: ({ table, id }) => {
        if (table === 'played') return;
        this.#changes += 1;
        const isOfOneBook = (table === 'audiobooks' || table === 'rated') && id !== '';
        if (isOfOneBook) this.#cards.delete(id);
        else this.#cards.clear();
      },
      lost: () => {
        this.#changes += 1;
        this.#cards.clear();
      },
    });
  }

  async find(ids: readonly string[]): Promise<Map<string, AudiobookCard>> {
    const known = ids.flatMap((id) => this.#cards.get(id) ?? []);
    const found = new Map(known.map((card) => [card.id, card]));
    const missing = ids.filter((id) => !found.has(id));
    const changes = this.#changes;
    for (const card of await Promise.all(missing.map(this.#read))) {
      if (!card) continue;
      found.set(card.id, card);
      // What changed while it was read may have been read as it was before.
      const isCurrent = this.#feed.isListening() && this.#changes === changes;
      if (isCurrent && isInStore(card)) this.#cards.set(card.id, card);
    }
    return found;
  }

  /** @param id in small letters or capitals */
  async findOne(id: string): Promise<AudiobookCard | null> {
    const key = id.toLowerCase();
    return (await this.find([key])).get(key) ?? null;
  }
}
