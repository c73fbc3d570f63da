import { findCartLines } from '../../db/repositories/store/cart.ts';
import { route } from '../http/route.ts';
import { presentCart } from './present.ts';
import { cartSchema } from './schema.ts';

export const getCart = route({
  operationId: 'getCart',
  tag: 'Store',
  summary: 'My cart',
  method: 'get',
  path: '/cart',
  auth: 'user',
  scope: 'store:buy',
  responses: { 200: { description: 'Items at their prices of now', schema: cartSchema } },
  handler: async ({ user, em }) => ({
    status: 200,
    body: presentCart(await findCartLines(em, user.id)),
  }),
});
