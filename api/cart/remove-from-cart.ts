import { z } from 'zod';
import { removeFromCart as remove } from '../../db/repositories/store/cart.ts';
import { route } from '../http/route.ts';

export const removeFromCart = route({
  operationId: 'removeFromCart',
  tag: 'Store',
  summary: 'Take an audiobook out of the cart',
  method: 'delete',
  path: '/cart/items/{audiobook_id}',
  auth: 'user',
  scope: 'store:buy',
  params: z.object({ audiobook_id: z.uuid() }),
  responses: { 204: { description: 'It is not in the cart' } },
  handler: async ({ params, user, em }) => {
    await remove(em, user.id, params.audiobook_id);
    return { status: 204 };
  },
});
