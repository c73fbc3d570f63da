import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Entitlement } from '../db/entities/entitlement.ts';
import { findOrder, findOrderItems } from '../db/repositories/store/orders.ts';
import { newId } from '../db/new-id.ts';
import { transact } from '../db/transaction.ts';
import type { Deps } from '../platform/deps.ts';

export type ReserveOrderResult = { reserved: true } | { reserved: false; title: string };

export function createReserveOrder({ orm }: Pick<Deps, 'orm'>) {
  /**
   * Reserves every audiobook of the order for the buyer, or none. Two orders for the same audiobook cannot both get
   * through: the second is told before it is charged.
   */
  return async function reserveOrder({
    orderId,
  }: {
    orderId: string;
  }): Promise<ReserveOrderResult> {
    const em = orm.em.fork();
    const order = await findOrder(em, orderId);
    const items = await findOrderItems(em, orderId);
    const held = await em.find(Entitlement, {
      user: order.user,
      audiobook: { $in: items.map((item) => item.audiobook) },
      revokedAt: null,
    });
    const taken = held.find((entitlement) => entitlement.order !== orderId);
    if (taken) {
      const item = items.find(({ audiobook }) => audiobook === taken.audiobook);
      return { reserved: false, title: item?.title ?? '' };
    }
    const missing = items.filter((item) => !held.some((one) => one.audiobook === item.audiobook));
    try {
      await transact(em, async (tx) => {
        for (const { audiobook } of missing) {
          tx.persist(
            tx.create(Entitlement, { id: newId(), user: order.user, audiobook, order: orderId }),
          );
        }
      });
    } catch (error) {
      // Somebody was faster between the look and the insert: look again.
      if (error instanceof UniqueConstraintViolationException) return reserveOrder({ orderId });
      throw error;
    }
    return { reserved: true };
  };
}
