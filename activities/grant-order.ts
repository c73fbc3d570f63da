import { CartItem } from '../db/entities/cart-item.ts';
import { Entitlement } from '../db/entities/entitlement.ts';
import { findOrder, findOrderItems } from '../db/repositories/store/orders.ts';
import { transact } from '../db/transaction.ts';
import { LectorFailure } from '../domain/failure.ts';
import type { Deps } from '../platform/deps.ts';

export function createGrantOrder({ orm }: Pick<Deps, 'orm'>) {
  /** Turns the order's reservations into entitlements, and takes what was bought out of the cart. */
  return async function grantOrder({ orderId }: { orderId: string }): Promise<void> {
    await transact(orm.em.fork(), async (tx) => {
      const order = await findOrder(tx, orderId);
      const items = await findOrderItems(tx, orderId);
      const reserved = await tx.find(Entitlement, { order: orderId, revokedAt: null });
      if (reserved.length < items.length) {
        throw new LectorFailure('record_missing', 'A reservation of the order is gone.');
      }
      for (const entitlement of reserved) entitlement.grantedAt ??= new Date();
      await tx.nativeDelete(CartItem, {
        user: order.user,
        audiobook: { $in: items.map((item) => item.audiobook) },
      });
    });
  };
}
