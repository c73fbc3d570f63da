import { symbolSeconds } from './alphabet.ts';
import { createChordWaveforms } from './chord-waveforms.ts';
import type { Speech } from './lay-out-speech.ts';
import { createSeededRandom } from '../../domain/seeded-random.ts';
import { wordToSymbols } from './word-code.ts';

export interface RenderOptions {
  /** At least 8,000. */
  sampleRateHz?: number;
  /** Level of white room noise under everything, in dBFS RMS (say −50). Without it silence is digital zero. */
  noiseDbfs?: number;
  /** Decides the noise. */
  seed?: number;
}

const blockSeconds = 1;

/**
 * The samples of a recording, 16-bit mono, a second at a time: memory does not grow with its length. The same speech
 * and options give the same samples. A block is valid until the next one is asked for.
 *
 * @throws RangeError under 8,000 Hz, where the tones don't fit
 */
export function* renderSpeech(speech: Speech, options: RenderOptions = {}): Generator<Int16Array> {
  const { sampleRateHz = 44_100, noiseDbfs, seed = 1 } = options;
  if (sampleRateHz < 8_000) throw new RangeError(`${sampleRateHz} Hz is under 8,000`);
  const waveformOf = createChordWaveforms(sampleRateHz);
  const addNoise = noiseDbfs === undefined ? null : createNoise(noiseDbfs, seed);
  const totalSamples = Math.round(speech.durationSeconds * sampleRateHz);
  const block = new Int16Array(blockSeconds * sampleRateHz);
  let nextWord = 0;
  for (let blockStart = 0; blockStart < totalSamples; blockStart += block.length) {
    const samples = block.subarray(0, Math.min(block.length, totalSamples - blockStart));
    samples.fill(0);
    const blockEnd = blockStart + samples.length;
    for (let index = nextWord; index < speech.words.length; index++) {
      const word = speech.words[index];
      if (!word || word.startSeconds * sampleRateHz >= blockEnd) break;
      const wordStart = Math.round(word.startSeconds * sampleRateHz);
      for (const [position, symbol] of wordToSymbols(word.text).entries()) {
        const at = wordStart + Math.round(position * symbolSeconds * sampleRateHz) - blockStart;
        place(waveformOf(symbol), at, samples);
      }
      if (word.endSeconds * sampleRateHz < blockEnd) nextWord = index + 1;
    }
    addNoise?.(samples);
    yield samples;
  }
}

/** Puts a waveform into a block; what sticks out on either side belongs to another block. */
function place(waveform: Int16Array, at: number, block: Int16Array): void {
  if (at >= block.length || at + waveform.length <= 0) return;
  const from = Math.max(0, -at);
  const to = Math.min(waveform.length, block.length - at);
  block.set(waveform.subarray(from, to), at + from);
}

function createNoise(levelDbfs: number, seed: number): (samples: Int16Array) => void {
  const random = createSeededRandom(seed ^ 0x5eed);
  // Uniform noise of width w has an RMS of w / √12.
  const width = 32_768 * 10 ** (levelDbfs / 20) * Math.sqrt(12);
  return (samples) => {
    for (let index = 0; index < samples.length; index++) {
      const noisy = (samples[index] ?? 0) + (random() - 0.5) * width;
      samples[index] = Math.max(-32_768, Math.min(32_767, Math.round(noisy)));
    }
  };
}
