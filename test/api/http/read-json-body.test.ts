import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { readJsonBody } from '../../../api/http/read-json-body.ts';
import { serveHandler, type KoaServer } from '../../support/koa-server.ts';
import { sendRaw } from '../../support/raw-request.ts';

let server: KoaServer;
beforeAll(async () => {
  server = await serveHandler(async (ctx) => {
    ctx.body = { got: await readJsonBody(ctx) };
  });
});
afterAll(() => server.stop());

async function send(
  body: string | Uint8Array | ReadableStream | null,
  headers: Record<string, string>,
) {
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
  const response = await fetch(server.url, init);
  const answer = (await response.json()) as { got?: unknown; error?: string };
  return [response.status, answer.error ?? answer.got];
}

const json = { 'content-type': 'application/json' };

describe('readJsonBody', () => {
  it.each([
    ['an object', '{"a":[1,"é"]}', json, { a: [1, 'é'] }],
    ['a charset said', '{"a":1}', { 'content-type': 'application/json; charset=utf-8' }, { a: 1 }],
    ['a JSON dialect', '{"a":1}', { 'content-type': 'application/vnd.shop+json' }, { a: 1 }],
    ['gzip', gzipSync('{"a":1}'), { ...json, 'content-encoding': 'gzip' }, { a: 1 }],
  ])('reads %s', async (_what, body, headers, got) => {
    expect(await send(body, headers)).toEqual([200, got]);
  });

  it.each([
    ['not JSON', '{"a":', json],
    ['a bare word', 'null', json],
    ['a bare number', '7', json],
    ['empty', '', json],
    ['not what its encoding says', '{"a":1}', { ...json, 'content-encoding': 'gzip' }],
  ])('answers 400 to what is %s', async (_what, body, headers) => {
    expect(await send(body, headers)).toEqual([400, 'malformed_request']);
  });

  it.each([
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', '{"a":1}', { 'content-type': 'text/plain' }],
    ['an unknown encoding', '{"a":1}', { ...json, 'content-encoding': 'rot13' }],
  ])('answers 415 to %s', async (_what, body, headers) => {
    expect(await send(body, headers)).toEqual([415, 'unsupported_media_type']);
  });

  it('answers 415 to another type of unknown length', async () => {
    const body = new Blob(['{"a":1}']).stream();
    expect(await send(body, { 'content-type': 'text/plain' })).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });

  it('answers 400 where there is no body', async () => {
    expect(await send(null, json)).toEqual([400, 'malformed_request']);
    const { status } = await sendRaw(
      server.port,
      'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    expect(status).toBe(400);
  });

  it('answers 413 to over a megabyte, unpacked too', async () => {
    const large = JSON.stringify({ a: 'x'.repeat(2 ** 20) });
    expect(await send(large, json)).toEqual([413, 'payload_too_large']);
    const bomb = gzipSync(JSON.stringify({ a: 'x'.repeat(50 * 2 ** 20) }));
    expect(await send(bomb, { ...json, 'content-encoding': 'gzip' })).toEqual([
      413,
      'payload_too_large',
    ]);
  });
});
