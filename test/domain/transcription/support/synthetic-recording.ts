import type { LoudnessEnvelope } from '../../../../domain/transcription/analysis/audio-analysis.ts';
import { createLoudnessMeter } from '../../../../domain/transcription/analysis/measure-loudness.ts';

const sampleRateHz = 8000;

/** A stretch of sound: noise whose level is steady (a room) or rises and falls four times a second (speech). */
export interface Sound {
  seconds: number;
  levelDb: number;
  kind: 'speech' | 'room';
}

export function speech(seconds: number, levelDb = -20): Sound {
  return { seconds, levelDb, kind: 'speech' };
}

export function room(seconds: number, levelDb = -65): Sound {
  return { seconds, levelDb, kind: 'room' };
}

export const digitalSilence = -200;

/** Renders sounds to samples and measures them in frames of 20 ms. Deterministic. */
export function recordEnvelope(sounds: readonly Sound[], offset = 0): LoudnessEnvelope {
  const meter = createLoudnessMeter({ sampleRateHz, frameSeconds: 0.02 });
  const random = createRandom(7);
  for (const sound of sounds) meter.push(render(sound, random, offset));
  return meter.finish();
}

function render(sound: Sound, random: () => number, offset: number): Int16Array {
  const samples = new Int16Array(Math.round(sound.seconds * sampleRateHz));
  // Uniform noise in ±1 has an RMS of 1/√3.
  const amplitude = 32_768 * Math.sqrt(3) * 10 ** (sound.levelDb / 20);
  let gain = amplitude;
  for (let index = 0; index < samples.length; index += 1) {
    if (sound.kind === 'speech' && index % 40 === 0) {
      gain = amplitude * (0.7 + 0.6 * Math.sin((index / sampleRateHz) * 8 * Math.PI));
    }
    samples[index] = offset + gain * (2 * random() - 1);
  }
  return samples;
}

/** A small generator of its own (xorshift32), so that a seed always gives the same recording. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
