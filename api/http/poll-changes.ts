import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 500;

interface Look<Data> {
  data: Data;
  /** Nothing will change any more. */
  isEnd: boolean;
}

/**
 * What there is to see at once and at every change, until nothing more is to come, there is nothing left to look at, or
 * the client has gone.
 *
 * @param look null where there is nothing any more
 */
export async function* pollChanges<Data>(
  event: string,
  look: () => Promise<Look<Data> | null>,
  signal: AbortSignal,
): AsyncGenerator<{ event: string; data: Data }> {
  let last = '';
  while (!signal.aborted) {
    const seen = await look();
    if (!seen) return;
    const now = JSON.stringify(seen.data);
    if (now !== last) yield { event, data: seen.data };
    if (seen.isEnd) return;
    last = now;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
