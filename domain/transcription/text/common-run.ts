import { dovetail } from '../stitching/dovetail.ts';
import { countSpokenLetters, letterKey } from './letters.ts';
import type { TextUnit } from './text-units.ts';

/** A stretch of units that two texts have in common. */
export interface CommonRun {
  startInEarlier: number;
  startInLater: number;
  length: number;
}

/** Agreement by chance is what these keep out: “of the” at a seam proves something, “the” alone does not. */
const fewestLetters = 6;
const fewestUnits = 2;
const lettersOfOneUnit = 9;
/** More agreement than the seconds can hold, by this factor, is a refrain laid over its own next verse. */
const mostAgreement = 1.25;
/** What it then costs to take twice as much for shared as the seconds hold. */
const lengthCost = 80;

export interface SharedText {
  earlier: readonly TextUnit[];
  later: readonly TextUnit[];
  /** How much is said in the shared seconds, in letters, at the usual pace. More than 0. */
  letters: number;
  /** How well two units match in time: 1 for exactly, 0 for not at all. 1 where times are not known. */
  timeMatch: (inEarlier: number, inLater: number) => number;
}

/**
 * The longest run of equal units in the best alignment of the end of one text with the beginning of another.
 * Null when too little agrees to be more than chance. Units without letters, such as dashes and marks of damage,
 * agree with nothing. Where words repeat, and any shift would match, the shared seconds say how many are shared.
 */
export function bestCommonRun(shared: SharedText): CommonRun | null {
  const earlierKeys = shared.earlier.map((unit) => letterKey(unit.text));
  const laterKeys = shared.later.map((unit) => letterKey(unit.text));
  const lettersOf = (start: number, stop: number): number =>
    countSpokenLetters(earlierKeys.slice(start, stop).join(''));

  let pairs = align(earlierKeys, laterKeys, shared, 0);
  const agreed = pairs.reduce((sum, [inEarlier]) => sum + lettersOf(inEarlier, inEarlier + 1), 0);
  if (agreed > mostAgreement * shared.letters) {
    pairs = align(earlierKeys, laterKeys, shared, lengthCost);
  }

  let best: CommonRun | null = null;
  let bestLetters = 0;
  for (const run of runsOf(pairs)) {
    const letters = lettersOf(run.startInEarlier, run.startInEarlier + run.length);
    const enough = letters >= (run.length >= fewestUnits ? fewestLetters : lettersOfOneUnit);
    if (enough && letters > bestLetters) {
      best = run;
      bestLetters = letters;
    }
  }
  return best;
}

function align(
  earlierKeys: readonly string[],
  laterKeys: readonly string[],
  { letters, timeMatch }: SharedText,
  excessCost: number,
): [number, number][] {
  const said = passedLetters(laterKeys);
  return dovetail({
    earlierLength: earlierKeys.length,
    laterLength: laterKeys.length,
    worth: (a, b) => {
      const key = earlierKeys[a] ?? '';
      return key !== '' && key === laterKeys[b] ? worthOf(key) * timeMatch(a, b) : 0;
    },
    lengthCost: (units) => {
      const excess = Math.max(0, (said[units] ?? 0) - letters) / letters;
      return excessCost * excess ** 2;
    },
  });
}

/** Long words prove more than short ones. */
function worthOf(key: string): number {
  return 1 + Math.min(key.length, 9) / 4;
}

function passedLetters(keys: readonly string[]): number[] {
  const passed = [0];
  for (const key of keys) passed.push((passed.at(-1) ?? 0) + countSpokenLetters(key));
  return passed;
}

function runsOf(pairs: readonly [number, number][]): CommonRun[] {
  const runs: CommonRun[] = [];
  for (const [a, b] of pairs) {
    const run = runs.at(-1);
    if (run && a === run.startInEarlier + run.length && b === run.startInLater + run.length) {
      run.length += 1;
    } else {
      runs.push({ startInEarlier: a, startInLater: b, length: 1 });
    }
  }
  return runs;
}
