import { decodeRateHz } from './read-chord.ts';

/** A stretch of sound between two stretches of quiet, as sample positions. */
export interface Burst {
  from: number;
  to: number;
}

const frameSamples = 40; // 5 ms
/** Quiet for this long ends a burst. The shortest gap between words is 60 ms, of which a codec may smear some. */
const quietFrames = 6;
/** How far under the loud parts a frame counts as quiet. */
const quietRatio = 10 ** (-18 / 10);
/** Mean square under which everything is quiet: −60 dBFS. */
const silentPower = (32_768 * 10 ** (-60 / 20)) ** 2;

/** The bursts of some audio, at 8,000 Hz. The measure of loud is the level that 100 ms of it reach. */
export function findBursts(samples: Int16Array): Burst[] {
  const powers = framePowers(samples);
  const threshold = Math.max(silentPower, loudPower(powers) * quietRatio);
  const bursts: Burst[] = [];
  let current: Burst | null = null;
  for (const [frame, power] of powers.entries()) {
    if (power < threshold) continue;
    const from = frame * frameSamples;
    const to = Math.min(samples.length, from + frameSamples);
    if (current && from - current.to < quietFrames * frameSamples) {
      current.to = to;
    } else {
      current = { from, to };
      bursts.push(current);
    }
  }
  return bursts;
}

/** The quiet, in seconds, after which a burst has surely ended. */
export const burstEndSeconds = (quietFrames * frameSamples) / decodeRateHz;

function framePowers(samples: Int16Array): Float64Array {
  const powers = new Float64Array(Math.ceil(samples.length / frameSamples));
  for (let frame = 0; frame < powers.length; frame++) {
    const from = frame * frameSamples;
    const to = Math.min(samples.length, from + frameSamples);
    let sum = 0;
    for (let index = from; index < to; index++) {
      const sample = samples[index] ?? 0;
      sum += sample * sample;
    }
    powers[frame] = sum / (to - from);
  }
  return powers;
}

function loudPower(powers: Float64Array): number {
  const sorted = powers.toSorted();
  return sorted[Math.max(0, sorted.length - 20)] ?? 0;
}
