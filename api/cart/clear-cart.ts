import { removeFromCart } from '../../db/repositories/store/cart.ts';
import { route } from '../http/route.ts';

export const clearCart = route({
  operationId: 'clearCart',
  tag: 'Store',
  summary: 'Empty the cart',
  method: 'delete',
  path: '/cart',
  auth: 'user',
  scope: 'store:buy',
  responses: { 204: { description: 'The cart is empty' } },
  handler: async ({ user, em }) => {
    await removeFromCart(em, user.id);
    return { status: 204 };
  },
});
