import { dovetail } from './dovetail.ts';
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
/** What it costs to find twice as much shared text as the seconds hold: so a refrain is not taken for one verse. */
const lengthCost = 15;

export interface SharedText {
  earlier: readonly TextUnit[];
  later: readonly TextUnit[];
  /** How much is said in the shared seconds, in letters, at the usual pace of either side. */
  letters: number;
  /** How well two units match in time: 1 for exactly, 0 for not at all. 1 where times are not known. */
  timeMatch: (inEarlier: number, inLater: number) => number;
}

/**
 * The longest run of equal units in the best alignment of the end of one text with the beginning of another.
 * Null when too little agrees to be more than chance. Units without letters, such as dashes and marks of damage,
 * agree with nothing. Where words repeat, and any shift would match, the shared seconds say how many are shared.
 */
export function bestCommonRun({
  earlier,
  later,
  letters,
  timeMatch,
}: SharedText): CommonRun | null {
  const earlierKeys = earlier.map((unit) => letterKey(unit.text));
  const laterKeys = later.map((unit) => letterKey(unit.text));
  const saidInLater = passedLetters(laterKeys);
  const saidInEarlier = passedLetters(earlierKeys);
  const saidAtEnd = saidInEarlier.at(-1) ?? 0;
  const costOf = (said: number): number =>
    lengthCost * ((said - letters) / Math.max(1, letters)) ** 2;

  const pairs = dovetail({
    earlierLength: earlier.length,
    laterLength: later.length,
    worth: (a, b) => {
      const key = earlierKeys[a] ?? '';
      return key !== '' && key === laterKeys[b] ? worthOf(key) * timeMatch(a, b) : 0;
    },
    startCost: (a) => costOf(saidAtEnd - (saidInEarlier[a] ?? 0)),
    endCost: (b) => costOf(saidInLater[b] ?? 0),
  });

  let best: CommonRun | null = null;
  let bestLetters = 0;
  for (const run of runsOf(pairs)) {
    const stop = run.startInEarlier + run.length;
    const agreed = countSpokenLetters(earlierKeys.slice(run.startInEarlier, stop).join(''));
    const enough = agreed >= (run.length >= fewestUnits ? fewestLetters : lettersOfOneUnit);
    if (enough && agreed > bestLetters) {
      best = run;
      bestLetters = agreed;
    }
  }
  return best;
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
