import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'koa';
import { Problem } from '../../../../api/http/problem.ts';
import { serveHandler, type KoaServer } from '../../../support/koa-server.ts';

let server: KoaServer;
afterEach(() => server.stop());

async function answerOf(handle: (ctx: Context) => Promise<void>, init: RequestInit = {}) {
  server = await serveHandler(handle);
  const headers = { 'x-request-id': 'given-id' };
  const response = await fetch(`${server.url}/some/path?token=abc`, { headers, ...init });
  const text = await response.text();
  return { response, text, body: JSON.parse(text || 'null') as unknown };
}

describe('problemHandler', () => {
  it('writes a problem as RFC 9457 has it, with our own members', async () => {
    const { response, body } = await answerOf(async () => {
      throw new Problem('validation_failed', {
        detail: 'The body is not as it should be.',
        details: [{ path: 'body.name', message: 'too long' }],
        headers: { 'Retry-After': '7' },
      });
    });
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('retry-after')).toBe('7');
    expect(body).toEqual({
      type: 'urn:lector:problem:validation_failed',
      title: 'The request breaks a rule',
      status: 422,
      detail: 'The body is not as it should be.',
      instance: '/some/path',
      error: 'validation_failed',
      details: [{ path: 'body.name', message: 'too long' }],
      request_id: 'given-id',
    });
    expect(server.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('shows nothing of an error that nobody foresaw, and logs it without secrets', async () => {
    const { response, text } = await answerOf(async () => {
      throw new Error('postgres://lector:hunter2@db/lector does not answer; key sk-abcdefghijkl');
    });
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/hunter2|postgres|stack|\.ts/);
    const line = server.logged.find(({ level }) => level === 'error');
    expect(line?.fields.requestId).toBe('given-id');
    const error = line?.fields.err as Error;
    expect(`${error.message}${error.stack}`).not.toMatch(/hunter2|sk-abc/);
    expect(error.stack).toContain('problem-handler.test');
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'oh no'],
  ])('stands a thrown %s', async (_what, thrown) => {
    const { response, body } = await answerOf(async () => {
      throw thrown;
    });
    expect([response.status, body]).toEqual([500, expect.objectContaining({ status: 500 })]);
  });

  it.each([
    [404, 'not_found'],
    [413, 'payload_too_large'],
    [400, 'malformed_request'],
  ])("tells of Koa's own %i", async (status, code) => {
    const { body } = await answerOf(async (ctx) => ctx.throw(status, 'of Koa'));
    expect(body).toMatchObject({ error: code });
  });

  it('leaves nothing of an answer that was begun', async () => {
    const { response, body } = await answerOf(async (ctx) => {
      ctx.status = 200;
      ctx.set({ 'Content-Type': 'audio/mpeg', 'Content-Length': '5', ETag: '"x"' });
      ctx.body = 'audio';
      throw new Problem('not_found');
    });
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ error: 'not_found' });
  });

  it('answers 404 to what no handler took, and to HEAD without a body', async () => {
    const { response, body } = await answerOf(async () => undefined);
    expect([response.status, body]).toEqual([404, expect.objectContaining({ status: 404 })]);
    await server.stop();
    const head = await answerOf(async () => undefined, { method: 'HEAD' });
    expect([head.response.status, head.text]).toEqual([404, '']);
  });

  it('keeps the connection for the next request, but not behind a body that was left', async () => {
    const { response } = await answerOf(async () => {
      throw new Problem('not_found');
    });
    expect(response.headers.get('connection')).toBe('keep-alive');
    await server.stop();
    const left = await answerOf(
      async () => {
        throw new Problem('payload_too_large');
      },
      { method: 'POST', body: Buffer.alloc(20 * 2 ** 20) },
    );
    expect(left.response.headers.get('connection')).toBe('close');
  });

  it('makes an id where none was given, or a strange one', async () => {
    const { response } = await answerOf(async () => undefined, {
      headers: { 'x-request-id': 'a b <script>' },
    });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('accessLog', () => {
  it('notes every request, without its query', async () => {
    await answerOf(async (ctx) => {
      ctx.body = '{}';
    });
    const [line] = server.logged;
    expect(line?.fields).toMatchObject({
      requestId: 'given-id',
      method: 'GET',
      path: '/some/path',
      status: 200,
      aborted: false,
    });
  });

  it('notes one whose client left before the answer', async () => {
    const leaving = new AbortController();
    const handled = Promise.withResolvers<void>();
    const answered = answerOf(
      async (ctx) => {
        leaving.abort();
        await sleep(50);
        ctx.body = '{}';
        handled.resolve();
      },
      { signal: leaving.signal },
    );
    await expect(answered).rejects.toThrow();
    await handled.promise;
    await sleep(20);
    expect(server.logged.map(({ fields }) => fields.aborted)).toEqual([true]);
  });
});
