import { endSymbol, startSymbol, symbolSeconds } from './alphabet.ts';
import type { Burst } from './find-bursts.ts';
import {
  decodeRateHz,
  isChord,
  readChord,
  readSymbol,
  tonePower,
  windowSamples,
} from './read-chord.ts';
import { bytesToWord, maxWordBytes } from './word-code.ts';

/** A stretch of tones as heard: a word, or null where its symbols or its CRC don't fit. Sample positions. */
export interface HeardBurst {
  word: string | null;
  from: number;
  to: number;
}

const symbolSamples = symbolSeconds * decodeRateHz;
/** The window sits in the middle of its symbol. */
const windowOffset = (symbolSamples - windowSamples) / 2;
const millisecond = decodeRateHz / 1000;
/** How far off an edge may be found. */
const edgeSamples = 5 * millisecond;

/**
 * Reads the words of a burst (one, unless a codec has filled a gap). Sound that is no tones at all (speech, music,
 * noise) yields nothing; tones that make no whole word yield null in the place of the word.
 */
export function readBurst(samples: Int16Array, burst: Burst): HeardBurst[] {
  const heard: HeardBurst[] = [];
  // The edge of a burst is known to a frame only, and a cut may have left half of its START.
  let position = burst.from - symbolSamples / 2;
  while (burst.to - position > symbolSamples / 2) {
    const start = findStart(samples, position, burst.to);
    const fragmentEnd = start ?? burst.to;
    if (hasTones(samples, position, fragmentEnd)) {
      heard.push({ word: null, from: position, to: fragmentEnd });
    }
    if (start === null) break;
    const word = readWord(samples, start, burst.to);
    heard.push(word);
    position = word.to - edgeSamples;
  }
  return heard;
}

/** Follows the symbols from a START on, to END or to the first that is none. */
function readWord(samples: Int16Array, start: number, limit: number): HeardBurst {
  const bytes: number[] = [];
  for (let count = 1; count <= maxWordBytes + 2; count++) {
    const from = start + count * symbolSamples;
    const symbol =
      from < limit ? readSymbol(readChord(samples, Math.round(from + windowOffset))) : null;
    if (symbol === endSymbol) {
      return { word: bytesToWord(bytes), from: start, to: from + symbolSamples };
    }
    if (symbol === null || symbol === startSymbol) {
      const next = findStart(samples, from - edgeSamples, limit);
      return { word: null, from: start, to: next ?? limit };
    }
    bytes.push(symbol);
  }
  return { word: null, from: start, to: limit };
}

/**
 * Where the first START begins that lies wholly behind `from`. Its tones occur nowhere else, so the place is the middle of the plateau
 * that their power forms while the window lies inside the symbol.
 */
function findStart(samples: Int16Array, from: number, to: number): number | null {
  for (let coarse = Math.round(from); coarse < to; coarse += 5 * millisecond) {
    if (readSymbol(readChord(samples, coarse)) !== startSymbol) continue;
    const start = refineStart(samples, coarse);
    if (start >= from) return start;
  }
  return null;
}

function refineStart(samples: Int16Array, coarse: number): number {
  const reach = symbolSamples - 5 * millisecond;
  const powers: number[] = [];
  for (let shift = -5 * millisecond; shift <= reach; shift += millisecond / 2) {
    powers.push(startPower(samples, coarse + shift));
  }
  const plateau = Math.max(...powers) * 0.97;
  const first = powers.findIndex((power) => power >= plateau);
  const last = powers.findLastIndex((power) => power >= plateau);
  const middle = -5 * millisecond + (((first + last) / 2) * millisecond) / 2;
  return coarse + middle - windowOffset;
}

/** The weaker of the two tones decides: both must be there. */
function startPower(samples: Int16Array, from: number): number {
  return Math.min(tonePower(samples, from, 500), tonePower(samples, from, 2200));
}

/** Whether any 20 ms of a stretch are a clean chord: a piece of a word. What is outside of it doesn't count. */
function hasTones(samples: Int16Array, from: number, to: number): boolean {
  const stretch = samples.subarray(Math.max(0, from), Math.max(0, to));
  for (let at = 0; at + windowSamples / 2 <= stretch.length; at += 5 * millisecond) {
    if (isChord(readChord(stretch, at), 0.8)) return true;
  }
  return false;
}
