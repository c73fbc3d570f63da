import { chordOf, rampSeconds, symbolSeconds } from './alphabet.ts';

/** Half of full scale is shared by the two tones: loud, and 3 dB away from clipping after a codec's overshoot. */
const toneAmplitude = 0.35 * 32_767;

/** Symbols as 16-bit samples at one sampling rate, each computed once. */
export function createChordWaveforms(sampleRateHz: number): (symbol: number) => Int16Array {
  const known = new Map<number, Int16Array>();
  return (symbol) => {
    const found = known.get(symbol);
    if (found) return found;
    const made = drawChord(symbol, sampleRateHz);
    known.set(symbol, made);
    return made;
  };
}

function drawChord(symbol: number, sampleRateHz: number): Int16Array {
  const { lowHz, highHz } = chordOf(symbol);
  const length = Math.floor(symbolSeconds * sampleRateHz);
  const samples = new Int16Array(length);
  for (let index = 0; index < length; index++) {
    const seconds = index / sampleRateHz;
    const edge = Math.min(seconds, (length - index) / sampleRateHz) / rampSeconds;
    const gain = edge < 1 ? 0.5 - 0.5 * Math.cos(Math.PI * edge) : 1;
    const tones =
      Math.sin(2 * Math.PI * lowHz * seconds) + Math.sin(2 * Math.PI * highHz * seconds);
    samples[index] = Math.round(toneAmplitude * gain * tones);
  }
  return samples;
}
