import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveHandler, type KoaServer } from '../support/koa-server.ts';
import { openSocket, readAnswer, sendRaw } from '../support/raw-request.ts';

let server: KoaServer;
afterEach(() => server.stop());

describe('serve', () => {
  it('lets a request under way finish, and closes its connection', async () => {
    const begun = Promise.withResolvers<void>();
    server = await serveHandler(async (ctx) => {
      begun.resolve();
      await sleep(200);
      ctx.body = 'done';
    });
    const answer = fetch(server.url);
    await begun.promise;
    const stoppedAt = performance.now();
    await server.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(2000);
    expect(await (await answer).text()).toBe('done');
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('closes connections that wait for nothing', async () => {
    server = await serveHandler(async (ctx) => {
      ctx.body = 'done';
    });
    await (await fetch(server.url)).text();
    const stoppedAt = performance.now();
    await server.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(1000);
  });

  it('says which port is taken', async () => {
    server = await serveHandler(async () => undefined);
    const { serve } = await import('../../api/serve.ts');
    const { default: Koa } = await import('koa');
    await expect(serve(new Koa(), server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed_request'],
    [
      'a header without an end',
      `GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}`,
      431,
      'headers_too_large',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed_request',
    ],
  ])('answers %s with a problem', async (_what, text, status, code) => {
    server = await serveHandler(async () => undefined);
    const answer = await sendRaw(server.port, text);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status, error: code });
  });

  it('stands a client that leaves in the middle of its headers', async () => {
    server = await serveHandler(async (ctx) => {
      ctx.body = 'still here';
    });
    const socket = await openSocket(server.port);
    socket.write('GET / HTTP/1.1\r\nHos');
    socket.resetAndDestroy();
    const other = await openSocket(server.port);
    other.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect((await readAnswer(other)).status).toBe(200);
  });
});
