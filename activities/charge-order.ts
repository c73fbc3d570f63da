import { findOrder } from '../db/repositories/store/orders.ts';
import type { Deps } from '../platform/deps.ts';

export type ChargeOrderResult = { status: 'succeeded' } | { status: 'declined'; reason: string };

export function createChargeOrder({ orm, payments }: Pick<Deps, 'orm' | 'payments'>) {
  /** Charges the total once, however often it is tried: the key is made from the order, not from the run. */
  return async function chargeOrder({ orderId }: { orderId: string }): Promise<ChargeOrderResult> {
    const em = orm.em.fork();
    const order = await findOrder(em, orderId);
    const charge = await payments.charge({
      idempotencyKey: `order/${orderId}/charge`,
      amount: { amount: order.totalMinor, currency: order.currency },
      paymentMethod: order.paymentMethod,
      description: `Lector order ${orderId}`,
    });
    order.paymentReference = charge.reference;
    if (charge.status === 'succeeded') {
      order.paidAt ??= new Date();
      if (order.status === 'pending') order.status = 'paid';
    }
    await em.flush();
    return charge.status === 'succeeded'
      ? { status: 'succeeded' }
      : { status: 'declined', reason: charge.reason };
  };
}
