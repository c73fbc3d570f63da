import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { addToCart, findCartLines } from '../../db/repositories/store/cart.ts';
import { holdsEntitlement } from '../../db/repositories/store/entitlements.ts';
import { route } from '../http/route.ts';
import { presentCart } from './present.ts';
import { cartSchema, mergeCartSchema } from './schema.ts';

export const mergeCart = route({
  operationId: 'mergeCart',
  tag: 'Store',
  summary: "Take a guest's cart over",
  description: 'What is not for sale, or theirs already, is left out.',
  method: 'post',
  path: '/cart/merge',
  auth: 'user',
  scope: 'store:buy',
  body: mergeCartSchema,
  responses: { 200: { description: 'The cart', schema: cartSchema } },
  handler: async ({ body, user, em }) => {
    for (const id of new Set(body.audiobook_ids)) {
      const card = await findCard(em, id);
      const forSale = card?.visibility === 'store' && card.status === 'published';
      if (forSale && !(await holdsEntitlement(em, user.id, id))) await addToCart(em, user.id, id);
    }
    return { status: 200, body: presentCart(await findCartLines(em, user.id)) };
  },
});
