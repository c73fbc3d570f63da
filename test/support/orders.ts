import { randomUUID } from 'node:crypto';
import type { OrderBody } from '../../api/orders/schema.ts';
import type { Answer, Client } from './client.ts';
import { waitFor } from './wait-for.ts';

/** Puts audiobooks into the cart. */
export async function fillCart(buyer: Client, ...audiobookIds: string[]): Promise<void> {
  for (const id of audiobookIds) {
    const { status } = await buyer.post('/cart/add', { audiobook_id: id });
    if (status >= 300) throw new Error(`The cart answered ${status}`);
  }
}

/** Buys what is in the cart. */
export function checkOut(
  buyer: Client,
  {
    key = randomUUID(),
    paymentMethod = 'pm_card_visa',
  }: { key?: string; paymentMethod?: string } = {},
): Promise<Answer<OrderBody>> {
  const headers = { 'idempotency-key': key };
  return buyer.post<OrderBody>('/checkout', { payment_method: paymentMethod }, headers);
}

/** Waits until the order has reached a status that it stays in. */
export function orderEnd(buyer: Client, id: string, timeoutMs = 60_000): Promise<OrderBody> {
  return waitFor(
    `the end of order ${id}`,
    async () => {
      const { body } = await buyer.get<OrderBody>(`/orders/${id}`);
      return !['pending', 'paid'].includes(body.status) && body;
    },
    timeoutMs,
  );
}
