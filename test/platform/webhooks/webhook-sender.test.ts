import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createWebhookSender,
  type WebhookSender,
} from '../../../platform/webhooks/webhook-sender.ts';

describe('createWebhookSender', () => {
  let server: Server;
  let port: number;
  let seen: string[];
  const senders: WebhookSender[] = [];

  beforeAll(async () => {
    seen = [];
    server = createServer((request, response) => {
      seen.push(request.url ?? '');
      const target = `http://127.0.0.1:${port}/inner`;
      if (request.url === '/redirect') response.writeHead(307, { location: target });
      if (request.url === '/endless') Readable.from(endless()).pipe(response);
      else response.end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    await Promise.all(senders.map((one) => one.close()));
    server.close();
    server.closeAllConnections();
  });

  function sender(allowLoopback: boolean, resolved?: string): WebhookSender {
    const lookup = resolved === undefined ? {} : { resolve: async () => [resolved] };
    const made = createWebhookSender({ allowLoopback }, lookup);
    senders.push(made);
    return made;
  }
  const send = (one: WebhookSender, url: string) => one.send({ url, headers: {}, body: '{}' });

  it('reaches loopback where that is allowed, and does not follow redirects', async () => {
    const open = sender(true);
    expect(await send(open, `http://127.0.0.1:${port}/a`)).toEqual({ statusCode: 200 });
    expect(await send(open, `http://localhost:${port}/b`)).toEqual({ statusCode: 200 });
    expect(await send(open, `http://127.0.0.1:${port}/redirect`)).toEqual({ statusCode: 307 });
    expect(seen).toEqual(['/a', '/b', '/redirect']);
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'https://127.0.0.1:PORT/',
    'https://[::1]:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://[64:ff9b::7f00:1]:PORT/',
    'https://localhost:PORT/',
    'https://2130706433:PORT/',
    'https://0x7f.1:PORT/',
    'https://127.1:PORT/',
    'https://169.254.169.254/latest/meta-data',
    'https://user:secret@example.com/',
    'ftp://example.com/',
    'nonsense',
  ])('refuses %s without a connection', async (url) => {
    const before = seen.length;
    const answer = await send(sender(false), url.replace('PORT', String(port)));
    expect(answer).toMatchObject({ refused: true });
    expect(seen).toHaveLength(before);
  });

  it.each(['127.0.0.1', '10.0.0.1', '::ffff:127.0.0.1', 'fd00::1', '64:ff9b::7f00:1'])(
    'refuses a public name that leads to %s',
    async (address) => {
      const before = seen.length;
      const answer = await send(sender(false, address), `https://hook.example:${port}/`);
      expect(answer).toMatchObject({ refused: true, error: expect.stringContaining(address) });
      expect(seen).toHaveLength(before);
    },
  );

  it('has no answer where nobody listens, and may try again', async () => {
    const answer = await send(sender(true), 'http://127.0.0.1:1/');
    expect(answer).toMatchObject({
      refused: false,
      error: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('has no answer where the name is unknown', async () => {
    const nowhere = createWebhookSender(
      { allowLoopback: false },
      { resolve: async () => Promise.reject(new Error('ENOTFOUND')) },
    );
    senders.push(nowhere);
    const answer = await send(nowhere, 'https://hook.example/');
    expect(answer).toEqual({ refused: false, error: 'ENOTFOUND' });
  });

  it('does not swallow an endless answer', async () => {
    const answer = await send(sender(true), `http://127.0.0.1:${port}/endless`);
    expect(answer).toEqual({ statusCode: 200 });
  });
});

function* endless(): Generator<string> {
  for (;;) yield 'x'.repeat(65_536);
}
