import type { TimeSpan } from '../analysis/audio-analysis.ts';
import { bestBoundaries } from './sentence-boundaries.ts';
import { createSpeechClock } from '../analysis/speech-clock.ts';

/**
 * When each sentence was spoken, for providers that give no times: sentences are laid over the speech between
 * the pauses, so that each gets about the time that its length asks for and ends at a pause where it can, the
 * longer the likelier.
 *
 * @param lengths how much is said in each sentence, in letters.
 * @param speech stretches of speech, in order, not overlapping; those outside `within` don't count.
 * @returns a span for each sentence, in order, inside `within`, not overlapping, longer than nothing.
 */
export function alignSentences(
  lengths: readonly number[],
  speech: readonly TimeSpan[],
  within: TimeSpan,
): TimeSpan[] {
  if (lengths.length === 0) return [];
  const clock = createSpeechClock(speech, within);
  // The last syllable of a sentence is drawn out, by about the time of two letters.
  const weights = lengths.map((length) => length + 2);
  const boundaries = bestBoundaries(weights, clock);
  return weights.map((_, index) => ({
    startSeconds: clock.startAt(boundaries[index] ?? 0),
    endSeconds: clock.endAt(boundaries[index + 1] ?? clock.totalSeconds),
  }));
}
