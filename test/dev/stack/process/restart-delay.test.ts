import { describe, expect, it } from '@jest/globals';
import { restartDelayMs } from '../../../../dev/stack/process/restart-delay.ts';

describe('restartDelayMs', () => {
  it('doubles with each death in a row, to 15 s at most', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((deaths) => restartDelayMs(deaths));
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  });
});
