import type { z } from 'zod';
import { daysUpTo } from '../../domain/listening/find-streaks.ts';
import type { listeningDaySchema } from './schema.ts';

/** Every day up to `to`, those without listening as well. */
export function presentDays(
  known: readonly { day: string; listenedSeconds: number }[],
  to: string,
  count: number,
): z.input<typeof listeningDaySchema>[] {
  const seconds = new Map(known.map(({ day, listenedSeconds }) => [day, listenedSeconds]));
  return daysUpTo(to, count).map((day) => ({ day, minutes: toMinutes(seconds.get(day) ?? 0) }));
}

/** To a tenth. */
export function toMinutes(seconds: number): number {
  return Math.round(seconds / 6) / 10;
}
