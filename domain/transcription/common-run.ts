import { countSpokenLetters, letterKey } from './letters.ts';
import type { TextUnit } from './text-units.ts';

/** A stretch of units that two texts have in common. */
export interface CommonRun {
  startInEarlier: number;
  startInLater: number;
  length: number;
}

/** A word that differs costs less than one that is missing, and both less than the shortest match gives. */
const mismatchScore = -0.6;
const gapScore = -0.7;
/** Agreement by chance is what these keep out: “of the” at a seam proves something, “the” alone does not. */
const fewestLetters = 6;
const fewestUnits = 2;
const lettersOfOneUnit = 9;

/**
 * The longest run of equal units in the best alignment of the end of one text with the beginning of another
 * (the dovetail alignment of genome assembly). Null when too little agrees to be more than chance. Units
 * without letters, such as dashes and marks of damage, agree with nothing.
 */
export function bestCommonRun(
  earlier: readonly TextUnit[],
  later: readonly TextUnit[],
  mayAgree: (inEarlier: number, inLater: number) => boolean,
): CommonRun | null {
  const earlierKeys = earlier.map((unit) => letterKey(unit.text));
  const laterKeys = later.map((unit) => letterKey(unit.text));
  const agree = (a: number, b: number): boolean =>
    earlierKeys[a] !== '' && earlierKeys[a] === laterKeys[b] && mayAgree(a, b);

  let best: CommonRun | null = null;
  let bestLetters = 0;
  for (const run of runsOf(dovetail(earlier.length, later.length, earlierKeys, agree))) {
    const letters = countSpokenLetters(
      earlierKeys.slice(run.startInEarlier, run.startInEarlier + run.length).join(''),
    );
    const enough = letters >= (run.length >= fewestUnits ? fewestLetters : lettersOfOneUnit);
    if (enough && letters > bestLetters) {
      best = run;
      bestLetters = letters;
    }
  }
  return best;
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

/** The pairs of equal units of the best alignment of a suffix of one side with a prefix of the other, rising. */
function dovetail(
  rows: number,
  columns: number,
  earlierKeys: readonly string[],
  agree: (a: number, b: number) => boolean,
): [number, number][] {
  const width = columns + 1;
  const score = new Float64Array((rows + 1) * width);
  for (let b = 1; b <= columns; b += 1) score[b] = b * gapScore;
  const at = (a: number, b: number): number => score[a * width + b] ?? 0;
  const onDiagonal = (a: number, b: number): number =>
    at(a - 1, b - 1) + (agree(a - 1, b - 1) ? matchScore(earlierKeys[a - 1] ?? '') : mismatchScore);

  for (let a = 1; a <= rows; a += 1) {
    for (let b = 1; b <= columns; b += 1) {
      score[a * width + b] = Math.max(
        onDiagonal(a, b),
        at(a - 1, b) + gapScore,
        at(a, b - 1) + gapScore,
      );
    }
  }

  let b = 0;
  for (let column = 1; column <= columns; column += 1)
    if (at(rows, column) > at(rows, b)) b = column;
  const pairs: [number, number][] = [];
  let a = rows;
  while (a > 0 && b > 0) {
    if (at(a, b) === onDiagonal(a, b)) {
      a -= 1;
      b -= 1;
      if (agree(a, b)) pairs.push([a, b]);
    } else if (at(a, b) === at(a - 1, b) + gapScore) a -= 1;
    else b -= 1;
  }
  return pairs.toReversed();
}

/** Long words prove more than short ones. */
function matchScore(key: string): number {
  return 1 + Math.min(key.length, 9) / 4;
}
