import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fulfilOrder } from '../../../domain/contracts/fulfil-order.ts';
import { LectorFailure } from '../../../domain/failure.ts';
import { ingest, makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { booksOf, receiptsOf } from '../../support/order-books.ts';
import { checkOut, fillCart, orderEnd } from '../../support/orders.ts';
import { scriptPayments, type ScriptedPayments } from '../../support/scripted-payments.ts';
import { viewRun } from '../../support/view-run.ts';

describe('checkout', () => {
  let lector: TestLector;
  let payments: ScriptedPayments;
  let bookId: string;
  let bookPath: string;

  beforeAll(async () => {
    lector = await startLector({
      replaceWorkerDeps: (own) => {
        payments = scriptPayments(own.payments);
        return { payments };
      },
    });
    const book = await makeRecording({ text: someText(40, 'sold') });
    bookPath = book.path;
    bookId = (await ingest(lector.admin, book.path, { title: 'Sold' })).id;
  });
  afterAll(() => lector.stop());

  async function newBuyer(): Promise<TestUser> {
    const buyer = await lector.newUser();
    await fillCart(buyer, bookId);
    return buyer;
  }

  const paidAndGranted = { charges: ['succeeded'], refunds: 0, reserved: 0, granted: 1 };

  it('fulfils within the request: charged, granted, linked, and a receipt', async () => {
    const buyer = await newBuyer();
    const { status, body } = await checkOut(buyer);
    expect({ status, end: body.status }).toEqual({ status: 201, end: 'fulfilled' });
    expect(await booksOf(lector, body.id)).toEqual(paidAndGranted);
    const audio = body.links.find((link) => link.kind === 'audio');
    const download = await fetch(audio?.url ?? '');
    expect(Buffer.from(await download.arrayBuffer()).equals(await readFile(bookPath))).toBe(true);
    expect(await receiptsOf(lector, buyer, body.id)).toHaveLength(1);
    const run = await viewRun(lector.temporal.client, fulfilOrder.workflowId(body.id));
    expect(run).toMatchObject({
      status: 'COMPLETED',
      summary: 'Order of 1 for $9.99',
      currentDetails: 'The order is fulfilled.',
      attributes: { OrderId: body.id, UserId: buyer.id, Stage: 'fulfilled' },
    });
  });

  it('charges nothing for a declined payment, and lets go of what was reserved', async () => {
    const buyer = await newBuyer();
    const { status, body } = await checkOut(buyer, { paymentMethod: 'pm_card_declined' });
    expect({ status, end: body.status }).toEqual({ status: 202, end: 'payment_failed' });
    expect(body.error?.code).toBe('payment_declined');
    expect(await booksOf(lector, body.id)).toMatchObject({ charges: ['declined'], granted: 0 });
    expect((await checkOut(buyer)).body.status).toBe('fulfilled');
  });

  it('sells nothing twice to one buyer, and charges only the order that gets it', async () => {
    const buyer = await newBuyer();
    const answers = await Promise.all(Array.from({ length: 5 }, () => checkOut(buyer)));
    const taken = answers.filter(({ status }) => status < 300);
    const ends = await Promise.all(taken.map(({ body }) => orderEnd(buyer, body.id)));
    expect(ends.filter((order) => order.status === 'fulfilled')).toHaveLength(1);
    for (const order of ends.filter(({ status }) => status !== 'fulfilled')) {
      expect(order).toMatchObject({ status: 'cancelled', error: { code: 'already_owned' } });
      expect(await booksOf(lector, order.id)).toMatchObject({ charges: [], granted: 0 });
    }
  });

  it('waits for a payment provider that is away', async () => {
    const buyer = await newBuyer();
    const away = async () => {
      throw new LectorFailure('payment_unavailable', 'Nobody answers');
    };
    payments.beforeCharges.push(away, away);
    const { body } = await checkOut(buyer);
    expect((await orderEnd(buyer, body.id)).status).toBe('fulfilled');
    expect(payments.asked.get(`order/${body.id}/charge`)).toBe(3);
    expect(await booksOf(lector, body.id)).toEqual(paidAndGranted);
  });

  it('gives the money back, once, for what cannot be granted', async () => {
    const buyer = await newBuyer();
    payments.beforeCharges.push(async () => {
      await lector.deps.orm.em
        .fork()
        .getKysely()
        .deleteFrom('entitlements')
        .where('user_id', '=', buyer.id)
        .execute();
    });
    const { body } = await checkOut(buyer);
    const order = await orderEnd(buyer, body.id);
    expect(order).toMatchObject({ status: 'refunded', error: { code: 'record_missing' } });
    expect(await booksOf(lector, order.id)).toMatchObject({ refunds: 1, granted: 0 });
    expect(payments.refunds).toEqual([order.payment.reference]);
    expect((await buyer.get<{ results: unknown[] }>('/my-books')).body.results).toEqual([]);
  });

  it('is not cancelled once the charge was asked for: what is paid for is granted', async () => {
    const buyer = await newBuyer();
    payments.beforeCharges.push(({ idempotencyKey }) =>
      lector.temporal.client.workflow
        .getHandle(idempotencyKey.replace(/\/charge$/, ''))
        .cancel()
        .then(() => undefined),
    );
    const { body } = await checkOut(buyer);
    expect((await orderEnd(buyer, body.id)).status).toBe('fulfilled');
    expect(await booksOf(lector, body.id)).toEqual(paidAndGranted);
  });

  it('is cancelled before that: nothing is charged, nothing stays reserved', async () => {
    const buyer = await newBuyer();
    const database = lector.deps.orm.em.fork();
    await database.begin();
    await database.execute('lock table entitlements in share mode');
    const asked = checkOut(buyer);
    const orderId = await newestOrder(buyer);
    await lector.temporal.client.workflow.getHandle(fulfilOrder.workflowId(orderId)).cancel();
    await database.rollback();
    await asked;
    expect(await orderEnd(buyer, orderId)).toMatchObject({
      status: 'cancelled',
      error: { code: 'cancelled' },
    });
    const nothing = { charges: [], refunds: 0, reserved: 0, granted: 0 };
    expect(await booksOf(lector, orderId)).toEqual(nothing);
  });

  /** Waits until its workflow runs. */
  async function newestOrder(buyer: TestUser): Promise<string> {
    for (;;) {
      const { body } = await buyer.get<{ results: { id: string }[] }>('/orders');
      const id = body.results[0]?.id;
      if (id && (await isRunning(id))) return id;
    }
  }

  async function isRunning(orderId: string): Promise<boolean> {
    const handle = lector.temporal.client.workflow.getHandle(fulfilOrder.workflowId(orderId));
    return handle.describe().then(
      () => true,
      () => false,
    );
  }
});
