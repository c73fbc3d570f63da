import type { TestLector } from './lector.ts';
import { waitFor } from './wait-for.ts';

/** What an order left behind with the payment provider and on the buyer's shelf. */
export async function booksOf({ deps }: Pick<TestLector, 'deps'>, orderId: string) {
  const db = deps.orm.em.fork().getKysely();
  const charges = await db
    .selectFrom('simulated_charges')
    .select(['outcome', 'refunded_at'])
    .where('idempotency_key', 'like', `%${orderId}%`)
    .execute();
  const grants = await db
    .selectFrom('entitlements')
    .select(['granted_at', 'revoked_at'])
    .where('order_id', '=', orderId)
    .execute();
  return {
    charges: charges.map((row) => row.outcome),
    refunds: charges.filter((row) => row.refunded_at !== null).length,
    reserved: grants.filter((row) => row.granted_at === null && row.revoked_at === null).length,
    granted: grants.filter((row) => row.granted_at !== null && row.revoked_at === null).length,
  };
}

/** Waits for the receipt. @returns all mails about the order */
export function receiptsOf(
  lector: Pick<TestLector, 'mailsTo'>,
  buyer: { email: string },
  orderId: string,
) {
  return waitFor(`the receipt of ${orderId}`, async () => {
    const mails = await lector.mailsTo(buyer.email);
    const receipts = mails.filter((mail) => mail.subject.includes(orderId));
    return receipts.length > 0 && receipts;
  });
}
