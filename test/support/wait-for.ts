import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks until something is there.
 *
 * @throws Error with the description when it is not within the time
 */
export async function waitFor<Value>(
  description: string,
  look: () => Promise<Value | null | undefined | false>,
  timeoutMs = 30_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${description}`);
    await sleep(100);
  }
}
