import { Order } from '../../db/entities/order.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireReadable } from './policy.ts';
import { readOrder } from './read-order.ts';
import { orderParams, orderSchema } from './schema.ts';

export const getOrder = route({
  operationId: 'getOrder',
  tag: 'Store',
  summary: 'One order',
  method: 'get',
  path: '/orders/{id}',
  auth: 'user',
  scope: 'library:read',
  ownedBy: 'caller or admin',
  params: orderParams,
  responses: {
    200: { description: 'The order, with links that are still good', schema: orderSchema },
  },
  handler: async ({ params, user, em, deps }) => {
    const { id } = requireReadable(user, await em.findOne(Order, { id: params.id }));
    const body = await readOrder(em, id, deps.config.http.publicUrl);
    if (!body) throw new Problem('not_found');
    return { status: 200, body };
  },
});
