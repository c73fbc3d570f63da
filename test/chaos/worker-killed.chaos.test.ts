import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account } from '../support/accounts.ts';
import {
  bookEnd,
  type BookEnd,
  chunkKeptNotDone,
  someChunksDone,
  uploadBook,
} from '../support/chaos-books.ts';
import { holdTable, type HeldTable } from '../support/held-tables.ts';
import { checkOut, fillCart, orderEnd } from '../support/orders.ts';
import { waitFor } from '../support/wait-for.ts';
import { startWholeStack, type WholeStack } from '../support/whole-stack.ts';

/** What each step of an order writes to, the last step first: held back in this order, one order stays in each. */
const tableOfStep = {
  orderReceipt: 'emails',
  issueLinks: 'download_links',
  grantOrder: 'cart_items',
  chargeOrder: 'simulated_charges',
  reserveOrder: 'entitlements',
};

describe('a worker that ends in the middle of its work', () => {
  let lector: WholeStack;
  let soldBookId: string;

  beforeAll(async () => {
    lector = await startWholeStack({ TRANSCRIBE_CONCURRENCY: '2' });
    const sold = await uploadBook(lector, 40);
    await bookEnd(lector, sold);
    soldBookId = sold.id;
    await lector.ai.setLatency(1.5);
  }, 120_000);
  afterAll(() => lector.stop());

  it('killed in a transcription and in every step of a checkout, it has paid for nothing twice', async () => {
    const buyers = await newBuyers(Object.keys(tableOfStep).length);
    const held: HeldTable[] = [];
    const orders: ReturnType<typeof checkOut>[] = [];
    for (const [step, table] of Object.entries(tableOfStep)) {
      const hold = await holdTable(lector, table);
      orders.push(checkOut(buyers[orders.length] as Account));
      await waitFor(`an order to be in ${step}`, async () => (await hold.waiting()) > 0);
      held.push(hold);
    }
    const book = await uploadBook(lector, 3000);
    await someChunksDone(lector, book);
    held.push(await holdTable(lector, 'transcription_chunks'));
    await chunkKeptNotDone(lector, book);
    await lector.killAndAwaitReturn('worker', 'SIGKILL');
    await Promise.all(held.map((hold) => hold.release()));

    await expectFulfilledOnce(buyers, await Promise.all(orders));
    const end = await bookEnd(lector, book);
    expect(end).toEqual(endOf(end.chunks));
  }, 120_000);

  it('asked to stop under load, it hands over what it cannot finish', async () => {
    const book = await uploadBook(lector, 2500);
    const buyers = await newBuyers(8);
    await someChunksDone(lector, book);
    const orders = buyers.map((buyer) => checkOut(buyer));
    await lector.killAndAwaitReturn('worker', 'SIGTERM');

    await expectFulfilledOnce(buyers, await Promise.all(orders));
    const end = await bookEnd(lector, book);
    expect(end).toEqual(endOf(end.chunks));
  }, 120_000);

  function newBuyers(count: number): Promise<Account[]> {
    const buyers = Array.from({ length: count }, async () => {
      const buyer = await lector.newUser();
      await fillCart(buyer, soldBookId);
      return buyer;
    });
    return Promise.all(buyers);
  }

  async function expectFulfilledOnce(
    buyers: Account[],
    orders: Awaited<ReturnType<typeof checkOut>>[],
  ): Promise<void> {
    for (const [index, { body }] of orders.entries()) {
      const buyer = buyers[index] as Account;
      expect(await orderEnd(buyer, body.id)).toMatchObject({ status: 'fulfilled', error: null });
      const charges = await lector.query(
        `select outcome, refunded_at from simulated_charges where idempotency_key like $1`,
        [`%${body.id}%`],
      );
      expect(charges).toEqual([{ outcome: 'succeeded', refunded_at: null }]);
      const grants = await lector.query(
        'select granted_at is not null as granted, revoked_at from entitlements where user_id = $1',
        [buyer.id],
      );
      expect(grants).toEqual([{ granted: true, revoked_at: null }]);
      const receipts = await waitFor('the receipt', async () => {
        const mails = await lector.mailsTo(buyer.email);
        const found = mails.filter((mail) => /receipt/i.test(mail.subject));
        return found.length > 0 && found;
      });
      expect(receipts).toHaveLength(1);
    }
  }
});

/** How a book ends that was transcribed to the word, in one run, with every chunk paid for once. */
function endOf(chunks: number): BookEnd {
  const paid = { chunks, paidCalls: chunks, paidChunks: chunks };
  return { status: 'published', attempts: 1, difference: null, ...paid };
}
