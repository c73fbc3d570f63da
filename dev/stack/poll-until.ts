import { setTimeout as delay } from 'node:timers/promises';

export interface PollOptions {
  timeoutMs: number;
  everyMs?: number;
  signal?: AbortSignal;
}

/**
 * Asks `check` until it says yes.
 *
 * @returns false when `timeoutMs` passed before that
 * @throws the signal's reason when it is aborted
 */
export async function pollUntil(
  check: () => Promise<boolean> | boolean,
  { timeoutMs, everyMs = 40, signal }: PollOptions,
): Promise<boolean> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await check()) return true;
    if (performance.now() >= giveUpAt) return false;
    await delay(everyMs, undefined, signal && { signal });
  }
}
