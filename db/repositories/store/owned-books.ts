import type { Em } from '../../orm.config.ts';
import { findCardsById, type AudiobookCard } from '../catalogue/audiobook-cards.ts';

interface OwnedBook {
  card: AudiobookCard;
  /** null for what they had before it went into the store. */
  orderId: string | null;
  grantedAt: Date;
}

/** What a user has bought, newest first. */
export async function listOwnedBooks(
  em: Em,
  userId: string,
  page: { limit: number; offset: number },
): Promise<{ count: number; books: OwnedBook[] }> {
  const held = em
    .getKysely()
    .selectFrom('entitlements')
    .where('user_id', '=', userId)
    .where('granted_at', 'is not', null)
    .where('revoked_at', 'is', null);
  const { count } = await held
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await held
    .select(['audiobook_id', 'order_id', 'granted_at'])
    .orderBy('granted_at', 'desc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  if (rows.length === 0) return { count, books: [] };
  const ids = rows.map((row) => row.audiobook_id);
  const byId = await findCardsById(em, ids);
  const books = rows.flatMap(({ audiobook_id, order_id: orderId, granted_at }) => {
    const card = byId.get(audiobook_id);
    return card && granted_at ? [{ card, orderId, grantedAt: granted_at }] : [];
  });
  return { count, books };
}
