import { Order } from '../../db/entities/order.ts';
import { findOrderItems } from '../../db/repositories/store/orders.ts';
import { receiptMail } from '../../domain/emails/receipt.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireReadable } from './policy.ts';
import { orderParams } from './schema.ts';

export const getReceipt = route({
  operationId: 'getReceipt',
  tag: 'Store',
  summary: 'The receipt of a paid order',
  method: 'get',
  path: '/orders/{id}/receipt',
  auth: 'user',
  scope: 'library:read',
  ownedBy: 'caller or admin',
  params: orderParams,
  responses: { 200: { description: 'The receipt, as it was mailed', contentType: 'text/html' } },
  problems: ['order_not_fulfilled'],
  handler: async ({ params, user, em, deps }) => {
    const order = requireReadable(user, await em.findOne(Order, { id: params.id }));
    if (!order.paidAt) throw new Problem('order_not_fulfilled');
    const { currency } = order;
    const items = await findOrderItems(em, order.id);
    const { html } = receiptMail({
      orderId: order.id,
      items: items.map(({ title, priceMinor }) => ({
        title,
        price: { amount: priceMinor, currency },
      })),
      total: { amount: order.totalMinor, currency },
      paymentProvider: order.paymentProvider,
      paymentReference: order.paymentReference ?? '',
      orderUrl: `${deps.config.http.publicUrl}/api/v1/orders/${order.id}`,
    });
    return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: html };
  },
});
