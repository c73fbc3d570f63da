import { once } from 'node:events';
import type { Readable } from 'node:stream';

/**
 * The first bytes of a stream, which it still delivers afterwards.
 *
 * @returns fewer than `lengthBytes` where the stream is shorter
 */
export async function peek(stream: Readable, lengthBytes: number): Promise<Buffer> {
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
  if (head.length > 0) stream.unshift(head);
  return head;
}

async function nextReadable(stream: Readable): Promise<boolean> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(stream, 'readable', { signal }).then(() => true),
      once(stream, 'end', { signal }).then(() => false),
    ]);
  } finally {
    settled.abort();
  }
}
