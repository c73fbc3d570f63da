import { Entitlement } from '../db/entities/entitlement.ts';
import { findOrder } from '../db/repositories/store/orders.ts';
import { transact } from '../db/transaction.ts';
import type { OrderStatus } from '../domain/contracts/fulfil-order.ts';
import type { FailureCode } from '../domain/errors.ts';
import type { Deps } from '../platform/deps.ts';

interface CloseOrderInput {
  orderId: string;
  status: OrderStatus;
  code: FailureCode;
  detail: string;
}

export function createCloseOrder({ orm }: Pick<Deps, 'orm'>) {
  /** Ends an order that is not fulfilled: notes why, and lets go of what was reserved. */
  return async function closeOrder({
    orderId,
    status,
    code,
    detail,
  }: CloseOrderInput): Promise<void> {
    await transact(orm.em.fork(), async (tx) => {
      const order = await findOrder(tx, orderId);
      order.status = status;
      order.failureCode = code;
      order.failureDetail = detail;
      await tx.nativeDelete(Entitlement, { order: orderId, grantedAt: null });
      await tx.nativeUpdate(
        Entitlement,
        { order: orderId, grantedAt: { $ne: null }, revokedAt: null },
        { revokedAt: new Date() },
      );
    });
  };
}
