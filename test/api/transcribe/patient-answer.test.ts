import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerPatiently } from '../../../api/transcribe/openai-compat/patient-answer.ts';
import { Problem } from '../../../api/http/problem.ts';
import { serveHandler, type KoaServer } from '../../support/koa-server.ts';

describe('answerPatiently', () => {
  let server: KoaServer;
  const patience = { quietMs: 100, everyMs: 20 };

  beforeAll(async () => {
    server = await serveHandler((ctx) => {
      const afterMs = Number(ctx.query['after']);
      const json = sleep(afterMs).then(() => {
        if (ctx.path === '/fails') throw new Problem('unsupported_audio');
        return '{"text":"there"}';
      });
      return answerPatiently(ctx, json, patience);
    });
  });
  afterAll(() => server.stop());

  it('answers at once what is there soon, as it is', async () => {
    const response = await fetch(`${server.url}/?after=0`);
    expect(await response.text()).toBe('{"text":"there"}');
    expect(response.headers.get('content-length')).toBe('16');
  });

  it('begins before the text is there, and keeps on', async () => {
    const begun = performance.now();
    const response = await fetch(`${server.url}/?after=1500`);
    const headersAfterMs = performance.now() - begun;
    const text = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(headersAfterMs).toBeLessThan(1400);
    expect(text).toMatch(/^ {3,}\{/);
    expect(JSON.parse(text)).toEqual({ text: 'there' });
  });

  it('tells of an early failure by its status, and breaks off at a late one', async () => {
    expect((await fetch(`${server.url}/fails?after=0`)).status).toBe(415);
    const late = await fetch(`${server.url}/fails?after=500`);
    expect(late.status).toBe(200);
    await expect(late.text()).rejects.toThrow();
  });
});
