import { finished } from 'node:stream/promises';
import type { IncomingMessage } from 'node:http';

const maxDrainMs = 5000;

/**
 * Lets the rest of a body that nobody wants arrive, within limits: a connection that is closed on a client that still
 * sends is reset, and the answer is lost on the way. Source: RFC 9112 §9.6.
 */
export async function drainBody(request: IncomingMessage, maxBytes: number): Promise<void> {
  if (request.complete || request.destroyed) return;
  const enough = AbortSignal.timeout(maxDrainMs);
  const full = new AbortController();
  let drainedBytes = 0;
  const count = (chunk: Buffer) => {
    drainedBytes += chunk.length;
    if (drainedBytes > maxBytes) full.abort();
  };
  request.on('data', count);
  try {
    const signal = AbortSignal.any([enough, full.signal]);
    await finished(request, { signal, writable: false, cleanup: true });
  } catch {
    // It takes too long, or the client has left: then the connection is closed as it is.
  } finally {
    request.off('data', count);
  }
}
