import * as fc from 'fast-check';
import type { ProgressWrite } from '../../../domain/listening/progress-write.ts';

export const start = Date.UTC(2026, 2, 1, 10);

/** A write of some device: clocks and values are few, so that they often are the same. */
const arbitraryWrite: fc.Arbitrary<ProgressWrite> = fc
  .record({
    positionSeconds: fc.integer({ min: 0, max: 30 }).map((step) => step * 10),
    at: fc.integer({ min: 0, max: 40 }).map((step) => start + step * 10_000),
    playbackSpeed: fc.option(fc.constantFrom(0.5, 1, 1.5, 2), { nil: undefined }),
    isCompleted: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map((write) => ({ checked: true, ...write }));

/** Up to five devices' writes, each write as often as it was sent, in the order in which they come. */
export const arbitraryArrivals: fc.Arbitrary<[ProgressWrite, ...ProgressWrite[]]> = fc
  .array(fc.array(arbitraryWrite, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 })
  .map((devices) => devices.flat())
  .chain((writes) =>
    fc.tuple(
      fc.shuffledSubarray(writes, { minLength: writes.length, maxLength: writes.length }),
      fc.shuffledSubarray(writes),
    ),
  )
  .map(([once, again]) => [...once, ...again] as [ProgressWrite, ...ProgressWrite[]]);
