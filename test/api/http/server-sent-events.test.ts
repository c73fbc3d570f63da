import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamEvents } from '../../../api/http/server-sent-events.ts';
import { serveHandler, type KoaServer } from '../../support/koa-server.ts';
import { waitFor } from '../../support/wait-for.ts';

let server: KoaServer;
afterEach(() => server.stop());

interface Sent {
  event: string;
  data: unknown;
}

async function serveEvents(events: (signal: AbortSignal) => AsyncIterable<Sent>): Promise<void> {
  server = await serveHandler(async (ctx) => {
    ctx.set('Content-Type', 'text/event-stream');
    ctx.body = streamEvents(ctx, events);
  });
}

async function* countTo(last: number): AsyncGenerator<Sent> {
  for (let number = 1; number <= last; number += 1) {
    await sleep(1);
    yield { event: 'count', data: { number, text: 'a\nb' } };
  }
}

/** Counts until it is told to stop; `ended` tells that it was. */
function endless() {
  const state = { ended: false };
  async function* events(signal: AbortSignal): AsyncGenerator<Sent> {
    try {
      while (!signal.aborted) {
        yield { event: 'tick', data: 1 };
        await sleep(10, undefined, { signal });
      }
    } finally {
      state.ended = true;
    }
  }
  return { events, state };
}

describe('streamEvents', () => {
  it('writes each event with its data on one line, and ends with the last', async () => {
    await serveEvents(() => countTo(2));
    const response = await fetch(server.url);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(await response.text()).toBe(
      'event: count\ndata: {"number":1,"text":"a\\nb"}\n\n' +
        'event: count\ndata: {"number":2,"text":"a\\nb"}\n\n',
    );
  });

  it('stops when the client leaves', async () => {
    const { events, state } = endless();
    await serveEvents(events);
    const leaving = new AbortController();
    const response = await fetch(server.url, { signal: leaving.signal });
    await response.body?.getReader().read();
    expect(state.ended).toBe(false);
    leaving.abort();
    await waitFor('the end of the events', async () => state.ended, 2000);
  });

  it('stops when the client had left before it began', async () => {
    const { events, state } = endless();
    server = await serveHandler(async (ctx) => {
      ctx.req.socket.destroy();
      await sleep(20);
      ctx.body = streamEvents(ctx, events);
    });
    await expect(fetch(server.url)).rejects.toThrow();
    await waitFor('the end of the events', async () => state.ended, 2000);
  });

  it('breaks off when the source of the events fails', async () => {
    await serveEvents(async function* failing() {
      yield { event: 'one', data: 1 };
      await sleep(10);
      throw new Error('the database is gone');
    });
    const response = await fetch(server.url);
    await expect(response.text()).rejects.toThrow();
  });
});
