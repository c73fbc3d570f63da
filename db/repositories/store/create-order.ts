import { fulfilOrder } from '../../../domain/contracts/fulfil-order.ts';
import { formatMoney } from '../../../domain/money.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { Order, OrderItem } from '../../entities/order.ts';
import type { Tx } from '../../transaction.ts';
import type { CartLine } from './cart.ts';
import { addToOutbox } from '../outbox.ts';

interface NewOrder {
  id: string;
  userId: string;
  lines: CartLine[];
  currency: string;
  paymentMethod: string;
  paymentProvider: string;
}

/**
 * Writes an order down at the prices of this moment, together with the workflow that is to fulfil it.
 *
 * @returns the workflow to start once the transaction is committed
 */
export function createOrder(tx: Tx, order: NewOrder): WorkflowStart {
  const { id, userId, lines, currency } = order;
  const totalMinor = lines.reduce((sum, line) => sum + line.priceMinor, 0);
  const workflowId = fulfilOrder.workflowId(id);
  tx.persist(
    tx.create(Order, {
      id,
      user: userId,
      totalMinor,
      currency,
      paymentMethod: order.paymentMethod,
      paymentProvider: order.paymentProvider,
      workflowId,
    }),
  );
  for (const { audiobookId: audiobook, title, priceMinor } of lines) {
    tx.persist(tx.create(OrderItem, { order: id, audiobook, title, priceMinor }));
  }
  const total = formatMoney({ amount: totalMinor, currency });
  const start: WorkflowStart = {
    workflowType: fulfilOrder.workflowType,
    workflowId,
    input: { orderId: id },
    summary: `Order of ${lines.length} for ${total}`,
    details: lines
      .map((line) => `- ${line.title.slice(0, 150)}`)
      .slice(0, 20)
      .join('\n'),
    searchAttributes: { OrderId: id, UserId: userId },
  };
  addToOutbox(tx, start);
  return start;
}
