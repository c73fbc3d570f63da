import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { orderSpans } from '../../../../domain/transcription/analysis/order-spans.ts';

const seconds = fc.double({ min: -5, max: 30, noNaN: true });

describe('orderSpans', () => {
  it('moves nothing that is in order', () => {
    const spans = [
      { startSeconds: 1, endSeconds: 2.25 },
      { startSeconds: 2.25, endSeconds: 3 },
    ];
    expect(orderSpans(spans, { startSeconds: 0.5, endSeconds: 3 })).toEqual(spans);
  });

  it('puts right what overlaps, runs backwards, is empty or passes the end', () => {
    const spans = [
      { startSeconds: -1, endSeconds: 2 },
      { startSeconds: 1.5, endSeconds: 1 },
      { startSeconds: 4, endSeconds: 4 },
      { startSeconds: 8, endSeconds: 99 },
    ];
    expect(orderSpans(spans, { startSeconds: 0, endSeconds: 10 })).toEqual([
      { startSeconds: 0, endSeconds: 2 },
      { startSeconds: 2, endSeconds: 2.001 },
      { startSeconds: 4, endSeconds: 4.001 },
      { startSeconds: 8, endSeconds: 10 },
    ]);
  });

  it('gives every span a time of its own inside the limits, whatever came', () => {
    const spans = fc.array(fc.record({ startSeconds: seconds, endSeconds: seconds }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 20_000 }), (list, lengthMs) => {
        const within = { startSeconds: 3, endSeconds: 3 + lengthMs / 1000 };
        let reached = within.startSeconds;
        for (const { startSeconds, endSeconds } of orderSpans(list, within)) {
          expect(startSeconds).toBeGreaterThanOrEqual(reached);
          expect(endSeconds).toBeGreaterThan(startSeconds);
          reached = endSeconds;
        }
        expect(reached).toBeLessThanOrEqual(within.endSeconds + 1e-9);
      }),
    );
  });
});
