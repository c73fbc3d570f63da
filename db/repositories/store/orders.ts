import { LectorFailure } from '../../../domain/failure.ts';
import { Order, OrderItem } from '../../entities/order.ts';
import type { Em } from '../../orm.config.ts';

/** @throws LectorFailure `record_missing` */
export async function findOrder(em: Em, orderId: string): Promise<Order> {
  const order = await em.findOne(Order, { id: orderId });
  if (!order) throw new LectorFailure('record_missing', `There is no order ${orderId}.`);
  return order;
}

export function findOrderItems(em: Em, orderId: string): Promise<OrderItem[]> {
  return em.find(OrderItem, { order: orderId }, { orderBy: { title: 'asc', audiobook: 'asc' } });
}
