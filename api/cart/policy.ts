import type { AudiobookCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { Problem } from '../http/problem.ts';

/** Only what is on the store's shelf can be bought, and only once. */
export function requireForSale(card: AudiobookCard | null, owned: boolean): AudiobookCard {
  if (card?.visibility !== 'store' || card.status !== 'published' || card.withdrawn_at !== null) {
    throw new Problem('not_found');
  }
  if (owned) throw new Problem('already_owned');
  return card;
}
