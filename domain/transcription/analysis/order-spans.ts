import type { TimeSpan } from './audio-analysis.ts';

/**
 * The same spans in whole milliseconds, each beginning when the one before has ended or later, none empty, all
 * inside `within`. Providers' times overlap, run backwards and pass the end; where they don't, nothing moves.
 */
export function orderSpans(spans: readonly TimeSpan[], within: TimeSpan): TimeSpan[] {
  // Adding 0 makes −0 a plain 0.
  const lowest = Math.ceil(within.startSeconds * 1000 - 1e-6) + 0;
  const highest = Math.max(lowest, Math.floor(within.endSeconds * 1000 + 1e-6));
  const least = Math.min(1, (highest - lowest) / spans.length);
  let cursor = lowest;
  return spans.map((span, index) => {
    const room = highest - least * (spans.length - index);
    const start = clamp(Math.round(span.startSeconds * 1000), cursor, room);
    const end = clamp(Math.round(span.endSeconds * 1000), start + least, room + least);
    cursor = end;
    return { startSeconds: start / 1000, endSeconds: end / 1000 };
  });
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(highest, value));
}
