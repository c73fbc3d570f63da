import type { TimeSpan } from './audio-analysis.ts';
import { roundSeconds } from '../stitching/round-seconds.ts';

/** What no provider takes for audio is no speech either: OpenAI refuses under 0.1 s. */
const leastSpeechSeconds = 0.1;

/**
 * The speech between two times: all that is not silence. Empty when there is less than 0.1 s of it, which is
 * a knock and no word.
 *
 * @param silences in order, not overlapping.
 */
export function speechSpansBetween(
  silences: readonly TimeSpan[],
  startSeconds: number,
  endSeconds: number,
): TimeSpan[] {
  const speech: TimeSpan[] = [];
  let cursor = startSeconds;
  for (const silence of silences) {
    if (silence.endSeconds <= startSeconds) continue;
    if (silence.startSeconds >= endSeconds) break;
    if (silence.startSeconds > cursor) {
      speech.push({ startSeconds: cursor, endSeconds: silence.startSeconds });
    }
    cursor = silence.endSeconds;
  }
  if (cursor < endSeconds) speech.push({ startSeconds: cursor, endSeconds });
  return totalSeconds(speech) < leastSpeechSeconds ? [] : speech;
}

/** What of the spans lies between two times. */
export function clipSpans(
  spans: readonly TimeSpan[],
  startSeconds: number,
  endSeconds: number,
): TimeSpan[] {
  return spans
    .map((span) => ({
      startSeconds: Math.max(span.startSeconds, startSeconds),
      endSeconds: Math.min(span.endSeconds, endSeconds),
    }))
    .filter((span) => span.endSeconds > span.startSeconds);
}

/** The length of all the spans together, in seconds. */
export function totalSeconds(spans: readonly TimeSpan[]): number {
  return roundSeconds(
    spans.reduce((total, span) => total + span.endSeconds - span.startSeconds, 0),
  );
}
