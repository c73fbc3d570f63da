import { afterEach, describe, expect, it } from '@jest/globals';
import { listenForStopRequests } from '../../../dev/launcher/stop-requests.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
const before = new Map(signals.map((name) => [name, process.listeners(name as 'SIGINT')]));

afterEach(() => {
  for (const name of signals) {
    for (const listener of process.listeners(name as 'SIGINT')) {
      if (!before.get(name)?.includes(listener)) process.removeListener(name, listener);
    }
  }
});

describe('listenForStopRequests', () => {
  it.each(signals)('hears %s', async (name) => {
    const stop = listenForStopRequests(() => {});
    expect(stop.signal.aborted).toBe(false);
    process.emit(name as 'SIGINT');
    expect(stop.signal.aborted).toBe(true);
    await expect(stop.requested).resolves.toBeUndefined();
  });

  it('takes signals that come together for one, and a later one for impatience', async () => {
    let impatient = 0;
    listenForStopRequests(() => (impatient += 1));
    process.emit('SIGINT');
    process.emit('SIGINT');
    process.emit('SIGTERM');
    expect(impatient).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 750));
    process.emit('SIGINT');
    expect(impatient).toBe(1);
  });
});
