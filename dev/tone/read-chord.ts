import { symbolOf } from './alphabet.ts';

/** The one rate that the decoder takes: 16-bit mono PCM at 8,000 Hz. */
export const decodeRateHz = 8_000;

/** 20 ms: two periods of 100 Hz, from the middle of a 25 ms symbol. */
export const windowSamples = 160;
const foldSamples = 80;
const lowestHz = 400;
const lowTones = 18;
const tones = 36;

/** What one window of 20 ms holds. Shares are parts of its energy, 0 to 1. */
export interface ChordReading {
  lowHz: number;
  highHz: number;
  lowShare: number;
  highShare: number;
  /** Energy of the tone of START that is weaker here, in squared sample units. */
  energy: number;
}

const cosines = new Float64Array(tones * foldSamples);
const sines = new Float64Array(tones * foldSamples);
for (let tone = 0; tone < tones; tone++) {
  for (let sample = 0; sample < foldSamples; sample++) {
    const angle = (2 * Math.PI * (lowestHz / 100 + tone) * sample) / foldSamples;
    cosines[tone * foldSamples + sample] = Math.cos(angle);
    sines[tone * foldSamples + sample] = Math.sin(angle);
  }
}

/**
 * The loudest low tone and the loudest high tone in the 20 ms from sample `from` on; samples outside of the array
 * count as silence. All tones have whole periods in 10 ms, so the window is folded to 10 ms first: that halves the
 * work and drops what is not a multiple of 100 Hz.
 */
export function readChord(samples: Int16Array, from: number): ChordReading {
  const folded = new Float64Array(foldSamples);
  let energy = 0;
  for (let index = 0; index < windowSamples; index++) {
    const sample = samples[from + index] ?? 0;
    energy += sample * sample;
    folded[index % foldSamples] = (folded[index % foldSamples] ?? 0) + sample;
  }
  const low = loudest(folded, 0, lowTones);
  const high = loudest(folded, lowTones, tones);
  const scale = energy === 0 ? 0 : 2 / windowSamples / energy;
  return {
    lowHz: lowestHz + 100 * low.tone,
    highHz: lowestHz + 100 * high.tone,
    lowShare: low.power * scale,
    highShare: high.power * scale,
    energy,
  };
}

/** The symbol of a reading, or null where it is no clean chord. */
export function readSymbol(reading: ChordReading): number | null {
  return isChord(reading, 0.5) ? symbolOf(reading.lowHz, reading.highHz) : null;
}

/** Whether two tones carry at least `share` of the energy, neither of them alone. */
export function isChord(reading: ChordReading, share: number): boolean {
  const { lowHz, lowShare, highShare } = reading;
  // The high tone of END lies at the edge of the band and is often weakened.
  const leastHigh = lowHz === lowestHz ? 0 : 0.1;
  return lowShare + highShare >= share && lowShare >= 0.1 && highShare >= leastHigh;
}

/** Power of one tone (a multiple of 100 Hz) in the window at `from`, in squared sample units. */
export function tonePower(samples: Int16Array, from: number, hz: number): number {
  const offset = (hz / 100 - lowestHz / 100) * foldSamples;
  let real = 0;
  let imaginary = 0;
  for (let index = 0; index < windowSamples; index++) {
    const sample = samples[from + index] ?? 0;
    real += sample * (cosines[offset + (index % foldSamples)] ?? 0);
    imaginary += sample * (sines[offset + (index % foldSamples)] ?? 0);
  }
  return real * real + imaginary * imaginary;
}

function loudest(folded: Float64Array, from: number, to: number): { tone: number; power: number } {
  const best = { tone: from, power: 0 };
  for (let tone = from; tone < to; tone++) {
    let real = 0;
    let imaginary = 0;
    const offset = tone * foldSamples;
    for (let index = 0; index < foldSamples; index++) {
      const sample = folded[index] ?? 0;
      real += sample * (cosines[offset + index] ?? 0);
      imaginary += sample * (sines[offset + index] ?? 0);
    }
    const power = real * real + imaginary * imaginary;
    if (power > best.power) {
      best.tone = tone;
      best.power = power;
    }
  }
  return best;
}
