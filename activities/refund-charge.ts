import { findOrder } from '../db/repositories/store/orders.ts';
import type { Deps } from '../platform/deps.ts';

export function createRefundCharge({ orm, payments }: Pick<Deps, 'orm' | 'payments'>) {
  /** The compensation for a charge: gives all of it back, once. */
  return async function refundCharge({ orderId }: { orderId: string }): Promise<void> {
    const order = await findOrder(orm.em.fork(), orderId);
    if (order.paymentReference) await payments.refund(order.paymentReference);
  };
}
