/** How well times tell known addresses from unknown ones: 0.5 is guessing, 1 is knowing. */
export interface Classifier {
  /** The chance that a known address takes longer than an unknown one, or the other way round: the area under the ROC curve. */
  auc: number;
  /** Share of calls that the best threshold puts on the right side. */
  bestThreshold: number;
}

export function tellApart(knownMs: number[], unknownMs: number[]): Classifier {
  const calls = [
    ...knownMs.map((ms) => ({ ms, isKnown: true })),
    ...unknownMs.map((ms) => ({ ms, isKnown: false })),
  ].toSorted((a, b) => a.ms - b.ms);
  let knownSoFar = 0;
  let unknownSoFar = 0;
  let knownLonger = 0;
  let widest = 0;
  for (const { isKnown } of calls) {
    if (isKnown) {
      knownSoFar += 1;
      knownLonger += unknownSoFar;
    } else unknownSoFar += 1;
    const apart = knownSoFar / knownMs.length - unknownSoFar / unknownMs.length;
    widest = Math.max(widest, Math.abs(apart));
  }
  const auc = knownLonger / (knownMs.length * unknownMs.length);
  return { auc: Math.max(auc, 1 - auc), bestThreshold: 0.5 + widest / 2 };
}

/**
 * What such a classifier may reach by luck alone, four standard deviations out.
 *
 * Source: Mann and Whitney 1947, the variance of U
 */
export function byLuck(pairs: number): number {
  return 0.5 + 4 * Math.sqrt((2 * pairs + 1) / (12 * pairs * pairs));
}
