import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * The first bytes of a stream, and a stream that still begins with them.
 *
 * @returns a `head` of fewer than `lengthBytes` where the stream is shorter; `whole` fails when the stream does
 */
export async function peek(
  stream: Readable,
  lengthBytes: number,
): Promise<{ head: Buffer; whole: Readable }> {
  const parts: Buffer[] = [];
  let total = 0;
  while (total < lengthBytes && !stream.readableEnded) {
    const part = stream.read() as Buffer | null;
    if (part) {
      parts.push(part);
      total += part.length;
    } else if (!(await nextReadable(stream))) {
      break;
    }
  }
  const head = Buffer.concat(parts);
  // Not unshifted: a stream whose end has been seen takes nothing back.
  const whole = new PassThrough();
  if (head.length > 0) whole.write(head);
  if (stream.readableEnded) whole.end();
  else pipeline(stream, whole).catch(leaveToReader);
  return { head, whole };
}

/** `whole` is destroyed with the error, and so tells whoever reads it. */
function leaveToReader(): void {}

async function nextReadable(stream: Readable): Promise<boolean> {
  if (stream.destroyed) return false;
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(stream, 'readable', { signal }).then(() => true),
      once(stream, 'end', { signal }).then(() => false),
      once(stream, 'close', { signal }).then(() => false),
    ]);
  } finally {
    settled.abort();
  }
}
