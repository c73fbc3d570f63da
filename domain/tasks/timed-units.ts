import type { TranscriptDocument } from '../transcription/formats/transcript-document.ts';
import { letterKey } from '../transcription/text/letters.ts';
import { splitIntoUnits } from '../transcription/text/text-units.ts';

/** A word of the transcript, and a span that it certainly lies in: its own where that is known, else its segment's. */
export interface TimedUnit {
  text: string;
  spaceBefore: boolean;
  startSeconds: number;
  endSeconds: number;
}

/** A word's time may lie this far outside of its segment's: providers round the two apart. */
const slackSeconds = 0.5;

export function timeUnits(
  segments: TranscriptDocument['segments'],
  words: TranscriptDocument['words'] = [],
): TimedUnit[] {
  let next = 0;
  return segments.flatMap((segment) => {
    const { start_seconds: startSeconds, end_seconds: endSeconds } = segment;
    while ((words[next]?.end_seconds ?? Infinity) < startSeconds - slackSeconds) next += 1;
    return splitIntoUnits(segment.text).map((unit, index) => {
      const spaceBefore = unit.spaceBefore || index === 0;
      const word = words[next];
      const isThisOne =
        word !== undefined &&
        letterKey(word.text) === letterKey(unit.text) &&
        word.start_seconds >= startSeconds - slackSeconds &&
        word.end_seconds <= endSeconds + slackSeconds;
      if (!isThisOne) return { text: unit.text, spaceBefore, startSeconds, endSeconds };
      next += 1;
      const times = { startSeconds: word.start_seconds, endSeconds: word.end_seconds };
      return { text: unit.text, spaceBefore, ...times };
    });
  });
}
