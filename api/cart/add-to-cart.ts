import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { addToCart as add, findCartLines } from '../../db/repositories/store/cart.ts';
import { holdsEntitlement } from '../../db/repositories/store/entitlements.ts';
import { route } from '../http/route.ts';
import { requireForSale } from './policy.ts';
import { presentCart } from './present.ts';
import { addToCartSchema, cartSchema } from './schema.ts';

export const addToCart = route({
  operationId: 'addToCart',
  tag: 'Store',
  summary: 'Put an audiobook into the cart',
  method: 'post',
  path: '/cart/add',
  auth: 'user',
  scope: 'store:buy',
  body: addToCartSchema,
  responses: { 200: { description: 'The cart', schema: cartSchema } },
  problems: ['not_found', 'already_owned'],
  handler: async ({ body, user, em }) => {
    const card = await findCard(em, body.audiobook_id);
    const owned = await holdsEntitlement(em, user.id, body.audiobook_id);
    const { id } = requireForSale(card, owned);
    await add(em, user.id, id);
    return { status: 200, body: presentCart(await findCartLines(em, user.id)) };
  },
});
