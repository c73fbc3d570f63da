/** A word that differs costs less than one that is missing, and both less than the shortest match gives. */
const mismatchScore = -0.6;
const gapScore = -0.7;

export interface DovetailInput {
  earlierLength: number;
  laterLength: number;
  /** What it is worth to lay one unit of the earlier side over one of the later: 0 where they differ. */
  worth: (inEarlier: number, inLater: number) => number;
  /** What it costs that so many units of the later side are shared. */
  lengthCost: (units: number) => number;
}

/**
 * The pairs of equal units, rising, of the best alignment of the end of one text with the beginning of another:
 * the dovetail alignment of genome assembly (Needleman and Wunsch's with free ends). Time and memory are the
 * product of the lengths.
 */
export function dovetail(input: DovetailInput): [number, number][] {
  const { earlierLength, laterLength, worth } = input;
  const width = laterLength + 1;
  const score = new Float64Array((earlierLength + 1) * width);
  const at = (a: number, b: number): number => score[a * width + b] ?? 0;
  const onDiagonal = (a: number, b: number): number =>
    at(a - 1, b - 1) + (worth(a - 1, b - 1) || mismatchScore);

  for (let a = 0; a <= earlierLength; a += 1) {
    for (let b = 1; b <= laterLength; b += 1) {
      const across = at(a, b - 1) + gapScore;
      score[a * width + b] =
        a === 0 ? across : Math.max(onDiagonal(a, b), at(a - 1, b) + gapScore, across);
    }
  }

  let best = 0;
  const ended = (b: number): number => at(earlierLength, b) - input.lengthCost(b);
  for (let b = 1; b <= laterLength; b += 1) if (ended(b) > ended(best)) best = b;

  const pairs: [number, number][] = [];
  let a = earlierLength;
  let b = best;
  while (a > 0 && b > 0) {
    if (at(a, b) === onDiagonal(a, b)) {
      a -= 1;
      b -= 1;
      if (worth(a, b) > 0) pairs.push([a, b]);
    } else if (at(a, b) === at(a - 1, b) + gapScore) {
      a -= 1;
    } else {
      b -= 1;
    }
  }
  return pairs.toReversed();
}
