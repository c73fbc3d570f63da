import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listPayloads } from '../histories/list-payloads.ts';
import { ingest, makeRecording, readTranscript, someText } from '../support/audiobooks.ts';
import { startLector, type TestLector, type TestUser } from '../support/lector.ts';
import { receiptsOf } from '../support/order-books.ts';
import { checkOut, fillCart } from '../support/orders.ts';

const maxPayloadBytes = 10_000;

describe('the histories of an ingestion and of a checkout', () => {
  let lector: TestLector;

  beforeAll(async () => {
    lector = await startLector();
  });
  afterAll(() => lector.stop());

  it('carry references: nothing of the transcript, no link, no token, no address, no large payload', async () => {
    const book = await makeRecording({ text: someText(120, 'histories') });
    const { id } = await ingest(lector.admin, book.path, { title: 'Read by all' });
    const buyer = await lector.newUser();
    await fillCart(buyer, id);
    const { body: order } = await checkOut(buyer);
    await receiptsOf(lector, buyer, order.id);

    const histories = await allHistories();
    expect([...histories.keys()].sort()).toEqual([
      `email/receipt`,
      `email/verify-email`,
      'ingest-audiobook',
      'order',
      'transcribe',
    ]);
    const payloads = [...histories.values()].flat();
    expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThan(maxPayloadBytes);
    const all = payloads.join('\n');
    const { words } = await readTranscript(lector.admin, id);
    for (const secret of secretsOf(words, buyer, order.links)) expect(all).not.toContain(secret);
  });

  /** Payloads by the first parts of the workflow ids. */
  async function allHistories(): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for await (const { workflowId, runId } of lector.temporal.client.workflow.list()) {
      const handle = lector.temporal.client.workflow.getHandle(workflowId, runId);
      const payloads = listPayloads(await handle.fetchHistory());
      const kind = workflowId.split('/').slice(0, -1).join('/');
      found.set(kind, [...(found.get(kind) ?? []), ...payloads]);
    }
    return found;
  }

  function secretsOf(words: string, buyer: TestUser, links: { url: string }[]): string[] {
    const parts = words.split(' ');
    const phrases = parts.slice(0, -2).map((_, index) => parts.slice(index, index + 3).join(' '));
    const people = [buyer, lector.admin];
    return [
      ...phrases,
      ...links.map(({ url }) => url),
      ...['X-Amz-', 'Bearer', 'eyJ', '@lector.test', 'verify-email?token'],
      ...people.flatMap(({ email, password, accessToken }) => [email, password, accessToken ?? '']),
    ].filter((secret) => secret !== '');
  }
});
