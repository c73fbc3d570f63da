const dayMs = 86_400_000;

/**
 * How many days in a row somebody has listened.
 *
 * @param days UTC days (`2026-11-21`) on which there was something, each once, in any order
 * @param today still counts for the current streak when nothing was listened to on it yet
 */
export function findStreaks(
  days: readonly string[],
  today: string,
): { currentDays: number; longestDays: number } {
  const numbers = days.map(dayNumber).sort((a, b) => a - b);
  let [longestDays, run, last] = [0, 0, Number.NaN];
  for (const number of numbers) {
    run = number === last + 1 ? run + 1 : 1;
    longestDays = Math.max(longestDays, run);
    last = number;
  }
  return { currentDays: last >= dayNumber(today) - 1 ? run : 0, longestDays };
}

/** The UTC days up to `last`, which is the last of them. */
export function daysUpTo(last: string, count: number): string[] {
  const end = dayNumber(last);
  return Array.from({ length: count }, (_, index) =>
    new Date((end - count + 1 + index) * dayMs).toISOString().slice(0, 10),
  );
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}
