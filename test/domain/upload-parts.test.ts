import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maxParts, partSize, planParts, smallestPartBytes } from '../../domain/upload-parts.ts';

const gibibyte = 2 ** 30;

describe('planParts', () => {
  it.each([
    [1, null, 1],
    [16 * 2 ** 20, null, 1],
    [16 * 2 ** 20 + 1, null, 2],
    [20 * gibibyte, null, 976],
    [100, 1, 1],
    [20 * gibibyte, 4, 4],
  ])('sends %i bytes in %p parts as %i', (sizeBytes, wanted, partCount) => {
    expect(planParts(sizeBytes, wanted)).toMatchObject({ partCount });
  });

  it.each([
    ['parts under 5 MiB', 20 * 2 ** 20, 5],
    ['a part over 5 GiB', 11 * gibibyte, 2],
    ['more parts than bytes', 3, 4],
    ['more parts than there are', 20 * gibibyte, 10_001],
  ])('refuses %s', (_, sizeBytes, wanted) => {
    expect(planParts(sizeBytes, wanted)).toBeNull();
  });

  it('covers every byte once, in parts that S3 takes', () => {
    const size = fc.integer({ min: 1, max: 20 * gibibyte });
    const wanted = fc.option(fc.integer({ min: 1, max: maxParts }));
    fc.assert(
      fc.property(size, wanted, (sizeBytes, parts) => {
        const plan = planParts(sizeBytes, parts);
        fc.pre(plan !== null);
        const numbers = Array.from({ length: plan.partCount }, (_, index) => index + 1);
        const sizes = numbers.map((number) => partSize(sizeBytes, plan, number));
        expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBe(sizeBytes);
        expect(Math.min(...sizes)).toBeGreaterThan(0);
        expect(Math.min(...sizes.slice(0, -1), smallestPartBytes)).toBe(smallestPartBytes);
        expect(plan.partCount).toBeLessThanOrEqual(maxParts);
      }),
    );
  });
});
