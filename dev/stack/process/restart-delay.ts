const firstMs = 250;
const longestMs = 15_000;

/** How long a part must have run for its next death to count as a first one. */
export const steadyAfterMs = 30_000;

/** Wait before the restart after the `deaths`-th death in a row (1, 2, 3…): it doubles each time, to 15 s at most. */
export function restartDelayMs(deaths: number): number {
  return Math.min(firstMs * 2 ** (deaths - 1), longestMs);
}
