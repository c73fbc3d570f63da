import { Order } from '../../db/entities/order.ts';
import { findDownloads } from '../../db/repositories/store/downloads.ts';
import { findOrderItems } from '../../db/repositories/store/orders.ts';
import { Problem } from '../http/problem.ts';
import { presignLinks } from '../http/presign-links.ts';
import { route } from '../http/route.ts';
import { requireReadable } from './policy.ts';
import { linkListSchema, orderParams } from './schema.ts';

export const renewLinks = route({
  operationId: 'renewLinks',
  tag: 'Store',
  summary: 'Fresh links for an order',
  method: 'post',
  path: '/orders/{id}/links',
  auth: 'user',
  scope: 'library:read',
  ownedBy: 'caller or admin',
  params: orderParams,
  responses: { 200: { description: 'Links that are good from now on', schema: linkListSchema } },
  problems: ['order_not_fulfilled'],
  handler: async ({ params, user, em, deps }) => {
    const order = requireReadable(user, await em.findOne(Order, { id: params.id }));
    if (order.status !== 'fulfilled') throw new Problem('order_not_fulfilled');
    const items = await findOrderItems(em, order.id);
    const downloads = await findDownloads(
      em,
      items.map((item) => item.audiobook),
    );
    return { status: 200, body: { links: await presignLinks(deps, downloads) } };
  },
});
