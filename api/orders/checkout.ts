import { z } from 'zod';
import { newId } from '../../db/new-id.ts';
import { findCartLines, type CartLine } from '../../db/repositories/store/cart.ts';
import { createOrder } from '../../db/repositories/store/create-order.ts';
import { keepAnswer, takeIdempotencyKey } from '../../db/repositories/idempotency-keys.ts';
import { transact } from '../../db/transaction.ts';
import { fulfilOrder } from '../../domain/contracts/fulfil-order.ts';
import { earlierAnswer, hashRequest, requireIdempotencyKey } from '../http/idempotency.ts';
import { Problem } from '../http/problem.ts';
import { route, type Call } from '../http/route.ts';
import { readOrder } from './read-order.ts';
import { orderSchema, type OrderBody } from './schema.ts';

/** How long a client waits for its order before it is told to come back for it. */
const waitMs = 5000;

const checkoutSchema = z
  .strictObject({
    payment_method: z.string().trim().min(1).max(100).meta({
      description: 'With the simulated provider anything pays, but for names that say `decline`',
    }),
    coupon: z.string().max(50).optional(),
  })
  .meta({ id: 'Checkout' });

type CheckoutCall = Call<'user', unknown, unknown, z.output<typeof checkoutSchema>>;
type Answer = { status: 201 | 202; body: OrderBody };

export const checkout = route({
  operationId: 'checkout',
  tag: 'Store',
  summary: 'Buy what is in the cart',
  description:
    'Needs an `Idempotency-Key` header: the same key and body give the same answer, however often they are sent.',
  method: 'post',
  path: '/checkout',
  auth: 'user',
  scope: 'store:buy',
  limit: { name: 'checkout', points: 2000, perSeconds: 60, by: 'user' },
  body: checkoutSchema,
  responses: {
    201: { description: 'Fulfilled: the links are in it', schema: orderSchema },
    202: { description: 'Taken; its status tells how it ends', schema: orderSchema },
  },
  problems: [
    'cart_empty',
    'cart_item_unavailable',
    'idempotency_key_required',
    'idempotency_key_reused',
    'idempotency_key_in_flight',
  ],
  handler: async (call) => {
    const { status, body } = await answer(call);
    return { status, headers: { Location: `/api/v1/orders/${body.id}` }, body };
  },
});

async function answer(call: CheckoutCall): Promise<Answer> {
  const { body, user, em, deps, ctx } = call;
  const key = requireIdempotencyKey(ctx);
  const use = { userId: user.id, operation: 'checkout', key };
  const requestHash = hashRequest(body);
  const orderId = newId();
  const { start, earlier } = await transact(em, async (tx) => {
    const taken = await takeIdempotencyKey(tx, { ...use, requestHash, resourceId: orderId });
    if (taken) return { start: null, earlier: taken };
    const { lines, currency } = requirePurchasable(await findCartLines(tx, user.id), body.coupon);
    const order = {
      id: orderId,
      userId: user.id,
      ...{ lines, currency },
      paymentMethod: body.payment_method,
      paymentProvider: deps.payments.name,
    };
    return { start: createOrder(tx, order), earlier: null };
  });
  if (earlier) {
    const kept = earlierAnswer(earlier, requestHash);
    if (kept)
      return { status: kept.status === 201 ? 201 : 202, body: orderSchema.parse(kept.body) };
  } else {
    await deps.starter.tryStartAndAwait(start, fulfilOrder.awaitFulfilment, waitMs);
  }
  const order = await readOrder(em, earlier?.resourceId ?? orderId, deps.config.http.publicUrl);
  if (!order) throw new Problem('not_found');
  const given: Answer = { status: order.status === 'fulfilled' ? 201 : 202, body: order };
  await keepAnswer(em, use, given);
  return given;
}

/** Nothing is charged for an order that could not be fulfilled as the buyer sees it now. */
function requirePurchasable(lines: CartLine[], coupon: string | undefined) {
  const currency = lines[0]?.currency;
  if (currency === undefined) throw new Problem('cart_empty');
  const unavailable = lines.filter((line) => !line.available || line.owned);
  if (unavailable.length > 0) {
    throw new Problem('cart_item_unavailable', {
      details: unavailable.map((line) => ({
        path: `cart.${line.audiobookId}`,
        message: line.owned
          ? `“${line.title}” is yours already`
          : `“${line.title}” is not for sale`,
      })),
    });
  }
  if (lines.some((line) => line.currency !== currency)) {
    const message = 'the items have different currencies: buy them apart';
    throw new Problem('validation_failed', { details: [{ path: 'cart', message }] });
  }
  if (coupon !== undefined) {
    const details = [{ path: 'body.coupon', message: 'there is no such coupon' }];
    throw new Problem('validation_failed', { details });
  }
  return { lines, currency };
}
