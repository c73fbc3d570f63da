import { needsSpaceBetween, splitIntoUnits, type TextUnit } from '../text/text-units.ts';
import type { Transcript, TranscriptSegment } from '../stitching/transcript.ts';
import { displayWidth } from './display-width.ts';

/** A unit of a transcript's text with its own times, in milliseconds. */
export interface CueUnit extends TextUnit {
  width: number;
  startMs: number;
  endMs: number;
  endsSegment: boolean;
}

type Word = NonNullable<Transcript['words']>[number];

/**
 * All units of a transcript, timed by its words where it has them, elsewhere by their share of the characters
 * of their segment.
 *
 * @param escape what the format makes of the text; widths are those of its result.
 */
export function listCueUnits(transcript: Transcript, escape: (text: string) => string): CueUnit[] {
  const words = transcript.words ?? [];
  const listed: CueUnit[] = [];
  let nextWord = 0;
  for (const segment of transcript.segments) {
    const units = splitIntoUnits(segment.text);
    const known = wordsOf(segment, units, words, nextWord);
    if (known !== null) nextWord += known.length;
    const times = known ?? shareOut(segment, units);
    for (const [index, unit] of units.entries()) {
      const text = escape(unit.text);
      const before = listed.at(-1);
      listed.push({
        text,
        width: displayWidth(text),
        spaceBefore:
          index > 0
            ? unit.spaceBefore
            : before !== undefined && needsSpaceBetween([before], [unit]),
        startMs: Math.round((times[index]?.startSeconds ?? segment.startSeconds) * 1000),
        endMs: Math.round((times[index]?.endSeconds ?? segment.endSeconds) * 1000),
        endsSegment: index === units.length - 1,
      });
    }
  }
  return listed;
}

/** The words of just this segment, or null where the transcript has no times for them. */
function wordsOf(
  segment: TranscriptSegment,
  units: readonly TextUnit[],
  words: readonly Word[],
  first: number,
): Word[] | null {
  const candidates = words.slice(first, first + units.length);
  const isHere =
    candidates.length === units.length &&
    candidates.every((word, index) => word.text === units[index]?.text) &&
    candidates.every((word) => word.startSeconds <= segment.endSeconds + 1);
  return isHere ? candidates : null;
}

function shareOut(
  segment: TranscriptSegment,
  units: readonly TextUnit[],
): { startSeconds: number; endSeconds: number }[] {
  // The space or the rest after a word counts as one character.
  const widths = units.map((unit) => displayWidth(unit.text) + 1);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const seconds = segment.endSeconds - segment.startSeconds;
  let passed = 0;
  return widths.map((width) => {
    const startSeconds = segment.startSeconds + (passed / total) * seconds;
    passed += width;
    return { startSeconds, endSeconds: segment.startSeconds + (passed / total) * seconds };
  });
}
