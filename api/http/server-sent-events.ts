import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { whenClosed } from './when-closed.ts';

const keepAliveMs = 15_000;

/**
 * Streams what `events` yields as server-sent events until it ends or the client leaves, with a comment now and then so
 * that proxies keep the connection. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * @param events is told of the client's leaving by the signal
 */
export function streamEvents(
  ctx: Context,
  events: (signal: AbortSignal) => AsyncIterable<{ event: string; data: unknown }>,
): PassThrough {
  const abort = new AbortController();
  const stream = new PassThrough();
  whenClosed(ctx.res, () => abort.abort());
  ctx.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  const keepAlive = setInterval(() => stream.write(': still here\n\n'), keepAliveMs);

  async function pump(): Promise<void> {
    try {
      for await (const { event, data } of events(abort.signal)) {
        stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      }
    } finally {
      clearInterval(keepAlive);
      stream.end();
    }
  }

  pump().catch((error: unknown) =>
    stream.destroy(abort.signal.aborted ? undefined : (error as Error)),
  );
  return stream;
}
