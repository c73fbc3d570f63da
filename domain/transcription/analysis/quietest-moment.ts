import type { LoudnessEnvelope } from './audio-analysis.ts';

/** As long as the closure of a stop consonant: the shortest rest that running speech has. */
const windowSeconds = 0.1;

/** Power by level, so that one quiet frame cannot outweigh four loud ones. */
const powerOfLevel = Float64Array.from({ length: 256 }, (_, index) => 10 ** ((index - 128) / 10));

/**
 * The middle of the quietest 100 ms that lie wholly between two times; of equally quiet ones the one that is
 * nearest to `wanted`. `wanted` itself where the span is shorter than that.
 */
export function quietestMoment(
  envelope: LoudnessEnvelope,
  span: { fromSeconds: number; toSeconds: number; wantedSeconds: number },
): number {
  const { frameSeconds, levelsDb } = envelope;
  const windowFrames = Math.max(1, Math.round(windowSeconds / frameSeconds));
  const first = Math.max(0, Math.ceil(span.fromSeconds / frameSeconds - 1e-6));
  const stop = Math.min(levelsDb.length, Math.floor(span.toSeconds / frameSeconds + 1e-6));

  let quietest = span.wantedSeconds;
  let leastPower = Infinity;
  for (let start = first; start + windowFrames <= stop; start += 1) {
    let power = 0;
    for (let frame = start; frame < start + windowFrames; frame += 1) {
      power += powerOfLevel[(levelsDb[frame] ?? 0) + 128] ?? 0;
    }
    const middle = (start + windowFrames / 2) * frameSeconds;
    const nearer = Math.abs(middle - span.wantedSeconds) < Math.abs(quietest - span.wantedSeconds);
    if (power < leastPower || (power === leastPower && nearer)) {
      leastPower = power;
      quietest = middle;
    }
  }
  return quietest;
}
