import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrder } from '../../../db/repositories/store/create-order.ts';
import { newId } from '../../../db/new-id.ts';
import { transact } from '../../../db/transaction.ts';
import { relayOutbox } from '../../../domain/contracts/relay-outbox.ts';
import { taskQueues } from '../../../domain/task-queues.ts';
import { startLector, type TestLector, type TestUser } from '../../support/lector.ts';
import { booksOf, receiptsOf } from '../../support/order-books.ts';
import { checkOut, fillCart, orderEnd } from '../../support/orders.ts';
import { shelve } from '../../support/shelf.ts';
import { getStack } from '../../support/stack.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

/** Longer than the relay leaves to the API itself. */
const relayGraceMs = 5500;

describe('checkout while something is away', () => {
  let lector: TestLector;
  let mailServer: TcpProxy;
  let temporalServer: TcpProxy;
  let bookId: string;

  beforeAll(async () => {
    const smtpUrl = new URL(getStack().settings['SMTP_URL'] ?? '');
    mailServer = await startTcpProxy(smtpUrl.host);
    lector = await startLector({
      settings: { SMTP_URL: `smtp://${mailServer.address}` },
      reachTemporal: async (address) => {
        temporalServer = await startTcpProxy(address);
        return temporalServer.address;
      },
    });
    bookId = await shelve(lector);
  });
  afterAll(async () => {
    await lector.stop();
    await mailServer.close();
    await temporalServer.close();
  });

  async function newBuyer(): Promise<TestUser> {
    const buyer = await lector.newUser();
    await fillCart(buyer, bookId);
    return buyer;
  }

  const paidAndGranted = { charges: ['succeeded'], refunds: 0, reserved: 0, granted: 1 };

  it('mail server: the order is fulfilled at once, the receipt comes later, once', async () => {
    const buyer = await newBuyer();
    mailServer.cut();
    const { status, body } = await checkOut(buyer);
    expect({ status, end: body.status }).toEqual({ status: 201, end: 'fulfilled' });
    await sleep(1500);
    expect(await lector.mailsTo(buyer.email)).toEqual([]);
    mailServer.restore();
    expect(await receiptsOf(lector, buyer, body.id)).toHaveLength(1);
  });

  it('Temporal: the order is taken, and fulfilled once it is back', async () => {
    const buyer = await newBuyer();
    temporalServer.cut();
    const { status, body } = await checkOut(buyer);
    expect({ status, end: body.status }).toEqual({ status: 202, end: 'pending' });
    temporalServer.restore();
    await sleep(relayGraceMs);
    await relay();
    expect((await orderEnd(buyer, body.id)).status).toBe('fulfilled');
    expect(await booksOf(lector, body.id)).toEqual(paidAndGranted);
  });

  it('an API that died between commit and start: the relay starts what it left', async () => {
    const buyer = await newBuyer();
    const id = newId();
    const line = { audiobookId: bookId, title: 'A book', priceMinor: 999, currency: 'USD' };
    const lines = [{ ...line, available: true, owned: false, addedAt: new Date() }];
    const methods = { paymentMethod: 'pm_card_visa', paymentProvider: 'simulated' };
    await transact(lector.deps.orm.em.fork(), async (tx) =>
      createOrder(tx, { id, userId: buyer.id, lines, currency: 'USD', ...methods }),
    );
    // The API may be about to start what is this new.
    expect(await relay()).toEqual({ started: 0 });
    await sleep(relayGraceMs);
    expect(await relay()).toEqual({ started: 1 });
    expect((await orderEnd(buyer, id)).status).toBe('fulfilled');
    expect(await booksOf(lector, id)).toEqual(paidAndGranted);
    expect(await relay()).toEqual({ started: 0 });
  });

  function relay(): Promise<unknown> {
    return lector.temporal.client.workflow.execute(relayOutbox.workflowType, {
      workflowId: `${relayOutbox.workflowId}/${newId()}`,
      taskQueue: taskQueues.orchestration,
      args: [],
    });
  }
});
