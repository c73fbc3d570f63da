import { describe, expect, it } from '@jest/globals';
import { sampleLengthSeconds } from '../../domain/sample-length.ts';

describe('sampleLengthSeconds', () => {
  it.each([
    [36_000, 300],
    [3000, 300],
    [2000, 200],
    [300, 30],
    [120, 30],
    [10, 10],
    [null, 30],
    [0, 30],
  ])('of %p s is %i s', (durationSeconds, lengthSeconds) => {
    expect(sampleLengthSeconds(durationSeconds)).toBe(lengthSeconds);
  });
});
