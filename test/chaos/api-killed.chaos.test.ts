import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { bookEnd, uploadBook } from '../support/chaos-books.ts';
import { checkOut, fillCart, orderEnd } from '../support/orders.ts';
import { waitFor } from '../support/wait-for.ts';
import { startWholeStack, type WholeStack } from '../support/whole-stack.ts';

describe('an API that is killed', () => {
  let lector: WholeStack;
  let soldBookId: string;

  beforeAll(async () => {
    lector = await startWholeStack();
    const sold = await uploadBook(lector, 40);
    await bookEnd(lector, sold);
    soldBookId = sold.id;
  }, 120_000);
  afterAll(() => lector.stop());

  it('in the middle of uploads leaves no row without a file, and no file that anybody could see', async () => {
    const before = await rowsAndObjects();
    const sockets = await Promise.all([1, 2, 3].map(() => beginUpload()));
    await lector.killAndAwaitReturn('api', 'SIGKILL');
    for (const socket of sockets) socket.destroy();
    expect(await rowsAndObjects()).toEqual(before);

    const again = await uploadBook(lector, 40);
    expect(await bookEnd(lector, again)).toMatchObject({ status: 'published', difference: null });
    const keys = await lector.query<{ source_key: string }>('select source_key from audiobooks');
    const objects = new Set(await listObjects());
    expect(keys.filter((row) => !objects.has(row.source_key))).toEqual([]);
  }, 60_000);

  it('in the middle of checkouts loses none, and charges each once when it is sent again', async () => {
    const buyers = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const buyer = await lector.newUser();
        await fillCart(buyer, soldBookId);
        return { buyer, key: randomUUID() };
      }),
    );
    const sent = buyers.map(async ({ buyer, key }, index) => {
      // Some are answered by then, some are under way, some have not arrived.
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      return checkOut(buyer, { key }).catch(() => null);
    });
    await waitFor('the first orders', async () => {
      const [row] = await lector.query<{ count: number }>('select count(*)::int from orders');
      return (row?.count ?? 0) > 2;
    });
    await lector.killAndAwaitReturn('api', 'SIGKILL');
    await Promise.all(sent);

    for (const { buyer, key } of buyers) {
      const { body } = await checkOutAgain(buyer, key);
      expect((await orderEnd(buyer, body.id)).status).toBe('fulfilled');
      const orders = await lector.query('select id from orders where user_id = $1', [buyer.id]);
      expect(orders).toEqual([{ id: body.id }]);
    }
    const charges = await lector.query(
      `select 1 from simulated_charges where outcome = 'succeeded'`,
    );
    expect(charges).toHaveLength(buyers.length);
  }, 90_000);

  /** What the API that was killed was still at must have been given up by then. */
  function checkOutAgain(buyer: Parameters<typeof checkOut>[0], key: string) {
    return waitFor(
      'the checkout to be answered',
      async () => {
        const answer = await checkOut(buyer, { key });
        return answer.status < 300 && answer;
      },
      60_000,
    );
  }

  /** Sends the first megabytes of a form, and does not end it. */
  async function beginUpload() {
    const { hostname, port } = new URL(lector.apiUrl);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const head = [
      'POST /api/v1/audiobooks/upload HTTP/1.1',
      `Host: ${hostname}`,
      `Authorization: Bearer ${lector.admin.accessToken}`,
      'Content-Type: multipart/form-data; boundary=edge',
      `Content-Length: ${64 * 2 ** 20}`,
      '',
      '--edge\r\nContent-Disposition: form-data; name="title"\r\n\r\nTorn',
      '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"',
      'Content-Type: audio/mpeg\r\n\r\n',
    ].join('\r\n');
    socket.write(head);
    socket.write(
      Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\0', 'latin1'), randomBytes(12 * 2 ** 20)]),
    );
    await waitFor('the bytes to be taken', async () => socket.writableLength === 0);
    return socket;
  }

  async function rowsAndObjects() {
    const rows = await lector.query<{ id: string }>('select id from audiobooks');
    return { rows: rows.length, objects: (await listObjects()).length };
  }

  async function listObjects(): Promise<string[]> {
    const {
      S3_ENDPOINT: endpoint = '',
      AWS_ACCESS_KEY_ID = '',
      AWS_SECRET_ACCESS_KEY = '',
    } = lector.settings;
    const client = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    });
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'lector' }));
    client.destroy();
    return Contents.map((object) => object.Key ?? '');
  }
});
