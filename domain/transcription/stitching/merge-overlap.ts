import type { TimeSpan } from '../analysis/audio-analysis.ts';
import { bestCommonRun } from '../text/common-run.ts';
import { countSpokenLetters } from '../text/letters.ts';
import type { TextUnit } from '../text/text-units.ts';

/** One of two chunks that heard the same seconds. */
export interface OverlapSide {
  units: readonly TextUnit[];
  /** Seconds of the recording of each unit; null where the provider gave none. */
  times: readonly TimeSpan[] | null;
  /** Seconds of speech in the whole chunk. */
  speechSeconds: number;
}

export interface Seam {
  /** So many units of the earlier chunk stay, from its beginning. */
  keepEarlier: number;
  /** So many units of the later chunk go, from its beginning. */
  skipLater: number;
  /** False where the two did not hear the same words. */
  agreed: boolean;
}

/** Hearings of one word are placed within this much of one another, in seconds. */
const timeTolerance = 0.75;
/** Nobody reads more slowly than this without a pause to cut in. */
const slowestLettersPerSecond = 7;
/** Units to look at beyond those, for what a model adds at an edge. */
const spareUnits = 6;

/**
 * Joins two chunks that share some seconds of audio. The longest run of words that both heard there is the
 * seam: up to its middle the earlier chunk's words stay, after it the later one's. So the word that the end of
 * the earlier chunk cuts, and the one that the beginning of the later chunk cuts, are both dropped, for the
 * other side heard them whole.
 *
 * Where both sides have times, only words heard at the same time count as the same; and where no word agrees,
 * both are cut in the middle of the overlap. Without times and without agreement nothing is dropped, because a
 * doubled word is a smaller harm than a lost one. Neither is `agreed`.
 */
export function mergeOverlap(earlier: OverlapSide, later: OverlapSide, overlap: TimeSpan): Seam {
  const everything = { keepEarlier: earlier.units.length, skipLater: 0 };
  if (earlier.units.length === 0 || later.units.length === 0)
    return { ...everything, agreed: true };

  const letters = lettersWithin(earlier, later, overlap.endSeconds - overlap.startSeconds);
  const tailStart = earlier.units.length - unitsWithin(earlier.units.toReversed(), letters);
  const run = bestCommonRun({
    earlier: earlier.units.slice(tailStart),
    later: later.units.slice(0, unitsWithin(later.units, letters)),
    letters,
    timeMatch: (inTail, inHead) => timeMatch(earlier, tailStart + inTail, later, inHead),
  });
  if (run !== null) {
    const half = Math.ceil(run.length / 2);
    return {
      keepEarlier: tailStart + run.startInEarlier + half,
      skipLater: run.startInLater + half,
      agreed: true,
    };
  }
  if (earlier.times === null || later.times === null) return { ...everything, agreed: false };
  const middle = (overlap.startSeconds + overlap.endSeconds) / 2;
  return {
    keepEarlier: countBefore(earlier.times, middle),
    skipLater: countBefore(later.times, middle),
    agreed: false,
  };
}

/** How much is said in the overlap at the pace of the quicker chunk, for one that lost text seems slow. */
function lettersWithin(earlier: OverlapSide, later: OverlapSide, seconds: number): number {
  return seconds * Math.max(slowestLettersPerSecond, paceOf(earlier), paceOf(later));
}

function paceOf({ units, speechSeconds }: OverlapSide): number {
  const letters = countSpokenLetters(units.map((unit) => unit.text).join(''));
  return speechSeconds === 0 ? 0 : letters / speechSeconds;
}

/** How many of the first units to look at: those that say twice as much as the overlap holds, and some more. */
function unitsWithin(units: readonly TextUnit[], letters: number): number {
  let said = 0;
  let count = 0;
  while (count < units.length && said < 2 * letters) {
    said += countSpokenLetters(units[count]?.text ?? '');
    count += 1;
  }
  return Math.min(units.length, count + spareUnits);
}

function timeMatch(
  earlier: OverlapSide,
  inEarlier: number,
  later: OverlapSide,
  inLater: number,
): number {
  const a = earlier.times?.[inEarlier];
  const b = later.times?.[inLater];
  if (!a || !b) return 1;
  return Math.max(0, 1 - Math.abs(middleOf(a) - middleOf(b)) / timeTolerance);
}

function middleOf(span: TimeSpan): number {
  return (span.startSeconds + span.endSeconds) / 2;
}

function countBefore(times: readonly TimeSpan[], seconds: number): number {
  return times.filter((time) => middleOf(time) < seconds).length;
}
