import type { JoinedReading } from './join-readings.ts';
import { orderSpans } from '../analysis/order-spans.ts';
import type { Transcript } from './transcript.ts';

/** The words that stay of a chunk, spelt as in its text, with the provider's times; null where it gave none. */
export function timedWords(reading: JoinedReading): NonNullable<Transcript['words']> | null {
  const { units, times, from, to, region } = reading;
  if (times === null) return null;
  const spans = orderSpans(times.slice(from, to), region);
  return spans.map(({ startSeconds, endSeconds }, index) => ({
    startSeconds,
    endSeconds,
    text: units[from + index]?.text ?? '',
  }));
}
