import type { SpeechClock } from '../analysis/speech-clock.ts';

/** Sentences of one reader stray this far from the time that their length asks for: a share, and seconds. */
const tempoSpread = 0.15;
const fixedSpreadSeconds = 0.3;
/** What a boundary is worth, as a log-likelihood: readers rest longer between sentences than inside them. */
const worthPerFold = 3;
const neutralPauseSeconds = 0.45;
const mostWorth = 5;
/** A boundary where nobody paused at all. */
const noPauseWorth = -4;
/** How far the reader may be ahead of, or behind, the even pace: seconds, and share of the whole. */
const bandSeconds = 15;
const bandShare = 0.06;
/** A sentence takes at most so many times what its length asks for, and this much more. */
const longestFold = 2.5;
const longestExtraSeconds = 1.5;

/**
 * Where each sentence begins and ends, in speech seconds: one boundary more than sentences, rising from 0 to
 * the end. Dynamic programming over the places where a sentence may end, which are the pauses and a grid
 * between them, within a band about the even pace; those that come to lie on the grid are then spread evenly
 * between their neighbours.
 */
export function bestBoundaries(weights: readonly number[], clock: SpeechClock): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = weights.map((weight) => (weight / total) * clock.totalSeconds);
  const candidates = listCandidates(clock, expected.length);
  const chosen = choose(expected, candidates, clock.totalSeconds);

  const boundaries: (number | null)[] = [0];
  for (const index of chosen) {
    boundaries.push(candidates.isPause[index] === 1 ? (candidates.seconds[index] ?? 0) : null);
  }
  boundaries[expected.length] = clock.totalSeconds;
  return spreadEvenly(boundaries, expected);
}

interface Candidates {
  seconds: Float64Array;
  worth: Float64Array;
  isPause: Uint8Array;
}

function listCandidates(clock: SpeechClock, sentences: number): Candidates {
  const { totalSeconds } = clock;
  const step = Math.min(0.5, Math.max(0.1, totalSeconds / sentences / 8));
  const list = [{ seconds: 0, worth: 0, isPause: 1 }];
  for (const pause of [...clock.pauses, { atSeconds: totalSeconds, lastsSeconds: 0 }]) {
    const from = list.at(-1)?.seconds ?? 0;
    const steps = Math.round((pause.atSeconds - from) / step);
    for (let point = 1; point < steps; point += 1) {
      const seconds = from + ((pause.atSeconds - from) * point) / steps;
      list.push({ seconds, worth: noPauseWorth, isPause: 0 });
    }
    const fold = Math.log(pause.lastsSeconds / neutralPauseSeconds);
    const worth = Math.max(noPauseWorth, Math.min(mostWorth, worthPerFold * fold));
    list.push({ seconds: pause.atSeconds, worth, isPause: 1 });
  }
  return {
    seconds: Float64Array.from(list, (candidate) => candidate.seconds),
    worth: Float64Array.from(list, (candidate) => candidate.worth),
    isPause: Uint8Array.from(list, (candidate) => candidate.isPause),
  };
}

/** The candidate at which each sentence but the last ends; nothing where no path leads through. */
function choose(
  expected: readonly number[],
  candidates: Candidates,
  totalSeconds: number,
): number[] {
  const { seconds, worth } = candidates;
  const band = Math.max(bandSeconds, bandShare * totalSeconds);
  const count = seconds.length;
  const cameFrom: Int32Array[] = [];
  let score = new Float64Array(count).fill(-Infinity);
  score[0] = 0;
  let pace = 0;
  for (const [sentence, wanted] of expected.entries()) {
    pace += wanted;
    const last = sentence === expected.length - 1;
    const next = new Float64Array(count).fill(-Infinity);
    const from = new Int32Array(count).fill(-1);
    const variance = (tempoSpread * wanted) ** 2 + fixedSpreadSeconds ** 2;
    const longest = longestFold * wanted + longestExtraSeconds;
    const first = last ? count - 1 : firstAtLeast(seconds, pace - band);
    for (let end = Math.max(1, first); end < count; end += 1) {
      const endSeconds = seconds[end] ?? 0;
      if (!last && endSeconds > pace + band) break;
      let best = -Infinity;
      let bestStart = -1;
      for (let start = end - 1; start >= 0; start -= 1) {
        const taken = endSeconds - (seconds[start] ?? 0);
        if (taken > longest) break;
        const value = (score[start] ?? 0) - (taken - wanted) ** 2 / (2 * variance);
        if (value > best) {
          best = value;
          bestStart = start;
        }
      }
      next[end] = best + (worth[end] ?? 0);
      from[end] = bestStart;
    }
    cameFrom.push(from);
    score = next;
  }
  return followBack(cameFrom, count - 1);
}

function followBack(cameFrom: readonly Int32Array[], lastCandidate: number): number[] {
  const ends: number[] = [];
  let candidate = lastCandidate;
  for (let sentence = cameFrom.length - 1; sentence > 0; sentence -= 1) {
    candidate = cameFrom[sentence]?.[candidate] ?? -1;
    if (candidate < 0) return [];
    ends.push(candidate);
  }
  return ends.toReversed();
}

function firstAtLeast(rising: Float64Array, wanted: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gives the boundaries that are not fixed their share of the time between those that are. */
function spreadEvenly(
  boundaries: readonly (number | null | undefined)[],
  expected: readonly number[],
): number[] {
  const spread: number[] = [];
  let fixed = 0;
  for (let index = 0; index <= expected.length; index += 1) {
    const boundary = boundaries[index];
    if (typeof boundary !== 'number') continue;
    const from = boundaries[fixed] ?? 0;
    const wanted = expected.slice(fixed, index);
    const total = wanted.reduce((sum, seconds) => sum + seconds, 0);
    let passed = 0;
    for (const seconds of wanted.slice(0, -1)) {
      passed += seconds;
      spread.push(from + ((boundary - from) * passed) / total);
    }
    spread.push(boundary);
    fixed = index;
  }
  return spread;
}
