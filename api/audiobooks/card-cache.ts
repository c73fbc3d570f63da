import { LRUCache } from 'lru-cache';
import {
  findCardsById,
  type AudiobookCard,
} from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ChangeFeed } from '../../platform/change-feed.ts';
import { isInStore } from './policy.ts';

/** Characters of text; what else a card has counts as a thousand. */
const maxSize = 64 * 2 ** 20;

/** Cards of what is for sale, kept until they change anywhere. While changes can't be heard of, none is. */
export class CardCache {
  readonly #feed: ChangeFeed;
  readonly #cards = new LRUCache<string, AudiobookCard>({
    maxSize,
    sizeCalculation: ({ description, summary }) =>
      description.length + (summary?.length ?? 0) + 1000,
  });
  #changes = 0;

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
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

  async find(em: Em, ids: readonly string[]): Promise<Map<string, AudiobookCard>> {
    const known = ids.flatMap((id) => this.#cards.get(id) ?? []);
    const found = new Map(known.map((card) => [card.id, card]));
    const missing = ids.filter((id) => !found.has(id));
    const changes = this.#changes;
    for (const [id, card] of await findCardsById(em, missing)) {
      found.set(id, card);
      // What changed while it was read may have been read as it was before.
      const isCurrent = this.#feed.isListening() && this.#changes === changes;
      if (isCurrent && isInStore(card)) this.#cards.set(id, card);
    }
    return found;
  }

  async findOne(em: Em, id: string): Promise<AudiobookCard | null> {
    const key = id.toLowerCase();
    return (await this.find(em, [key])).get(key) ?? null;
  }
}
