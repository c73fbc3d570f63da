const longestSeconds = 300;
const shortestSeconds = 30;
const share = 0.1;

/**
 * How much of a recording is free to hear: a tenth, of five minutes at most, of half a minute at least.
 *
 * @param durationSeconds null where the container does not tell
 */
export function sampleLengthSeconds(durationSeconds: number | null): number {
  const tenth = Math.min(longestSeconds, (durationSeconds ?? 0) * share);
  return Math.min(durationSeconds || shortestSeconds, Math.max(shortestSeconds, tenth));
}
