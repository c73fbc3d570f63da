import type { PlannedChunk } from './chunk-plan.ts';
import { roundSeconds } from '../stitching/round-seconds.ts';
import { clipSpans } from '../analysis/speech-spans.ts';

/** Halves are cut in the middle half of the chunk. */
const mostFromMiddleShare = 0.25;
const usualOverlapSeconds = 3;
/** A shorter chunk is not worth splitting: a model that fails on it fails on its halves. */
const leastSeconds = 20;

/**
 * Two halves of a chunk that a model could not manage as a whole: cut in the longest pause near its middle, or
 * with an overlap where there is none. Null for a chunk that is too short for that.
 */
export function splitChunk(chunk: PlannedChunk): [PlannedChunk, PlannedChunk] | null {
  const { startSeconds, endSeconds, speech } = chunk;
  if (endSeconds - startSeconds < leastSeconds) return null;
  const pause = pauseNearMiddle(chunk);
  const middle = (startSeconds + endSeconds) / 2;
  const overlapSeconds = pause === null ? usualOverlapSeconds : 0;
  const firstEnd = roundSeconds((pause ?? middle) + overlapSeconds / 2);
  const secondStart = roundSeconds(firstEnd - overlapSeconds);
  return [
    { ...chunk, endSeconds: firstEnd, speech: clipSpans(speech, startSeconds, firstEnd) },
    {
      ...chunk,
      startSeconds: secondStart,
      overlapSeconds,
      speech: clipSpans(speech, secondStart, endSeconds),
    },
  ];
}

/** The middle of the longest pause that lies in the middle half of the chunk. */
function pauseNearMiddle({ startSeconds, endSeconds, speech }: PlannedChunk): number | null {
  const middle = (startSeconds + endSeconds) / 2;
  let longest = 0;
  let cut: number | null = null;
  for (const [index, span] of speech.slice(1).entries()) {
    const pauseStart = speech[index]?.endSeconds ?? span.startSeconds;
    const at = (pauseStart + span.startSeconds) / 2;
    const isNear = Math.abs(at - middle) <= (endSeconds - startSeconds) * mostFromMiddleShare;
    if (isNear && span.startSeconds - pauseStart > longest) {
      longest = span.startSeconds - pauseStart;
      cut = at;
    }
  }
  return cut;
}
