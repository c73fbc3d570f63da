import { findBursts, burstEndSeconds } from './find-bursts.ts';
import { readBurst } from './read-burst.ts';
import { decodeRateHz } from './read-chord.ts';
import { damagedToken, maxWordBytes } from './word-code.ts';

export interface HeardWord {
  /** The word, or `damagedToken`. */
  text: string;
  startSeconds: number;
  endSeconds: number;
  damaged: boolean;
}

export interface ToneDecoder {
  /** Takes any number of samples: 16-bit mono PCM at 8,000 Hz. */
  push(samples: Int16Array): void;
  /** Everything heard, in order; times are seconds from the first sample. */
  finish(): HeardWord[];
}

const blockSamples = 30 * decodeRateHz;
const longestWordSamples = (maxWordBytes + 3) * 0.025 * decodeRateHz;

/**
 * Reads tone-coded audio as it comes; memory grows with the words, not with the samples. A word whose symbols or CRC
 * don't fit, or that the edge of the audio cuts, is heard as `damagedToken`. Sound that isn't tones is passed over.
 */
export function createToneDecoder(): ToneDecoder {
  const words: HeardWord[] = [];
  const buffer = new Int16Array(blockSamples + longestWordSamples);
  let filled = 0;
  let bufferStart = 0;

  function decode(last: boolean): void {
    const samples = buffer.subarray(0, filled);
    const settled = last ? filled : filled - burstEndSeconds * decodeRateHz;
    let keepFrom = Math.max(0, settled);
    for (const burst of findBursts(samples)) {
      if (burst.to >= settled && !last && burst.to - burst.from < longestWordSamples) {
        keepFrom = burst.from;
        break;
      }
      for (const { word, from, to } of readBurst(samples, burst)) {
        words.push({
          text: word ?? damagedToken,
          startSeconds: Math.max(0, (bufferStart + from) / decodeRateHz),
          endSeconds: (bufferStart + Math.min(to, filled)) / decodeRateHz,
          damaged: word === null,
        });
      }
    }
    buffer.copyWithin(0, keepFrom, filled);
    bufferStart += keepFrom;
    filled -= keepFrom;
  }

  return {
    push(samples) {
      for (let taken = 0; taken < samples.length;) {
        const part = samples.subarray(taken, taken + buffer.length - filled);
        buffer.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === buffer.length) decode(false);
      }
    },
    finish() {
      decode(true);
      return words;
    },
  };
}

/** Everything heard in some audio at once. */
export function decodeTones(samples: Int16Array): HeardWord[] {
  const decoder = createToneDecoder();
  decoder.push(samples);
  return decoder.finish();
}
