import { Order } from '../../db/entities/order.ts';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { readOrder } from './read-order.ts';
import { orderPageQuery, orderPageSchema } from './schema.ts';

export const listOrders = route({
  operationId: 'listOrders',
  tag: 'Store',
  summary: 'My orders, newest first',
  method: 'get',
  path: '/orders',
  auth: 'user',
  scope: 'library:read',
  query: orderPageQuery,
  responses: { 200: { description: 'One page', schema: orderPageSchema } },
  handler: async ({ query, user, em, deps, ctx }) => {
    const { page, page_size: limit } = query;
    const { publicUrl } = deps.config.http;
    const [orders, count] = await em.findAndCount(
      Order,
      { user: user.id },
      { orderBy: { id: 'desc' }, limit, offset: (page - 1) * limit, fields: ['id'] },
    );
    const bodies = await Promise.all(orders.map(({ id }) => readOrder(em, id, publicUrl)));
    const results = bodies.filter((body) => body !== null);
    return { status: 200, ...presentPage(ctx, publicUrl, query, { count, results }) };
  },
});
