import { CartItem } from '../../entities/cart-item.ts';
import type { Em } from '../../orm.config.ts';

export interface CartLine {
  audiobookId: string;
  title: string;
  priceMinor: number;
  currency: string;
  /** False where it was taken off the shelf after it was put into the cart. */
  available: boolean;
  owned: boolean;
  addedAt: Date;
}

/** What is in a cart, with the prices of this moment: the server's, never the client's. */
export async function findCartLines(em: Em, userId: string): Promise<CartLine[]> {
  const rows = await em
    .getKysely()
    .selectFrom('cart_items')
    .innerJoin('audiobooks', 'audiobooks.id', 'cart_items.audiobook_id')
    .leftJoin('entitlements', (join) =>
      join
        .onRef('entitlements.audiobook_id', '=', 'audiobooks.id')
        .onRef('entitlements.user_id', '=', 'cart_items.user_id')
        .on('entitlements.granted_at', 'is not', null)
        .on('entitlements.revoked_at', 'is', null),
    )
    .select([
      'audiobooks.id',
      'audiobooks.title',
      'audiobooks.price_minor',
      'audiobooks.currency',
      'audiobooks.status',
      'audiobooks.visibility',
      'audiobooks.withdrawn_at',
      'entitlements.id as entitlement_id',
      'cart_items.added_at',
    ])
    .where('cart_items.user_id', '=', userId)
    .orderBy('cart_items.added_at')
    .orderBy('audiobooks.id')
    .execute();
  return rows.map((row) => ({
    audiobookId: row.id,
    title: row.title,
    priceMinor: row.price_minor,
    currency: row.currency,
    available:
      row.status === 'published' && row.visibility === 'store' && row.withdrawn_at === null,
    owned: row.entitlement_id !== null,
    addedAt: row.added_at,
  }));
}

/** Put in twice, it is there once. */
export async function addToCart(em: Em, userId: string, audiobookId: string): Promise<void> {
  await em
    .getKysely()
    .insertInto('cart_items')
    .values({ user_id: userId, audiobook_id: audiobookId })
    .onConflict((conflict) => conflict.columns(['user_id', 'audiobook_id']).doNothing())
    .execute();
}

export async function removeFromCart(
  em: Em,
  userId: string,
  audiobookId?: string,
): Promise<number> {
  return em.nativeDelete(CartItem, {
    user: userId,
    ...(audiobookId === undefined ? {} : { audiobook: audiobookId }),
  });
}
