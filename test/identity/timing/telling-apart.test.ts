import { describe, expect, it } from '@jest/globals';
import { createSeededRandom } from '../../../domain/seeded-random.ts';
import { byLuck, tellApart } from './telling-apart.ts';

const random = createSeededRandom(1);
const times = (count: number, offsetMs: number) =>
  Array.from({ length: count }, () => 20 + 5 * random() + offsetMs);

describe('tellApart', () => {
  it('knows when times differ, whichever is longer', () => {
    for (const offsetMs of [20, -20]) {
      const { auc, bestThreshold } = tellApart(times(200, offsetMs), times(200, 0));
      expect(auc).toBe(1);
      expect(bestThreshold).toBe(1);
    }
  });

  it('sees half a millisecond in five of noise', () => {
    expect(tellApart(times(2000, 0.5), times(2000, 0)).auc).toBeGreaterThan(0.55);
  });

  it('guesses where they do not', () => {
    const { auc, bestThreshold } = tellApart(times(2000, 0), times(2000, 0));
    expect(auc).toBeLessThan(0.55);
    expect(bestThreshold).toBeLessThan(0.55);
  });
});

describe('byLuck', () => {
  it('is below the bound of the full measurement', () => {
    expect(byLuck(2000)).toBeLessThan(0.54);
  });
});
