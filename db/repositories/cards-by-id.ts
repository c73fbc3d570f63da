import type { Em } from '../orm.config.ts';
import { selectCards, type AudiobookCard } from './audiobook-cards.ts';

/** The cards of these audiobooks, for a list that knows their order. */
export async function findCardsById(
  em: Em,
  ids: readonly string[],
): Promise<Map<string, AudiobookCard>> {
  if (ids.length === 0) return new Map();
  const cards = await selectCards(em)
    .where('audiobooks.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(cards.map((card) => [card.id, card]));
}

/** The rows of a list, each with the card of its audiobook. */
export async function withCards<Row extends { id: string }>(
  em: Em,
  rows: readonly Row[],
): Promise<{ row: Row; card: AudiobookCard }[]> {
  const cards = await findCardsById(
    em,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const card = cards.get(row.id);
    return card ? [{ row, card }] : [];
  });
}
