import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { OrderStatus } from '../../domain/contracts/fulfil-order.ts';
import type { FailureCode } from '../../domain/errors.ts';
import { Audiobook } from './audiobook.ts';
import { timestamps } from './timestamps.ts';
import { User } from './user.ts';

export const Order = defineEntity({
  name: 'Order',
  tableName: 'orders',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().index(),
    status: p.string().$type<OrderStatus>().columnType('text').default('pending'),
    totalMinor: p.integer(),
    currency: p.string().columnType('char(3)'),
    paymentMethod: p.text(),
    paymentProvider: p.text(),
    /** The provider's name for the charge; null until it is charged. */
    paymentReference: p.text().nullable(),
    failureCode: p.string().$type<FailureCode>().columnType('text').nullable(),
    failureDetail: p.text().nullable(),
    workflowId: p.text(),
    paidAt: p.datetime().nullable(),
    fulfilledAt: p.datetime().nullable(),
    ...timestamps,
  },
});
export type Order = InferEntity<typeof Order>;

/** What was ordered, at the price and under the title of that moment. */
export const OrderItem = defineEntity({
  name: 'OrderItem',
  tableName: 'order_items',
  properties: {
    order: () => p.manyToOne(Order).mapToPk().primary().deleteRule('cascade'),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('restrict').index(),
    title: p.text(),
    priceMinor: p.integer(),
  },
});
export type OrderItem = InferEntity<typeof OrderItem>;
