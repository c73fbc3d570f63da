import { z } from 'zod';
import {
  countBooks,
  findListeningDays,
  findTopGenres,
} from '../../db/repositories/listening/listening-stats.ts';
import { daysUpTo, findStreaks } from '../../domain/listening/find-streaks.ts';
import { route } from '../http/route.ts';
import { presentDays } from '../listening/present.ts';
import { listeningDaySchema } from '../listening/schema.ts';

const topGenres = 5;
const shownDays = 30;

const statsSchema = z
  .object({
    listening_seconds: z.object({
      total: z.number(),
      last_7_days: z.number().meta({ description: 'Today and the 6 days before, UTC' }),
      last_30_days: z.number(),
    }),
    books_completed: z.int(),
    books_in_progress: z.int(),
    streak: z.object({
      current_days: z.int().meta({
        description: 'UTC days in a row, up to today, or up to yesterday while today has none',
      }),
      longest_days: z.int(),
    }),
    top_genres: z
      .array(z.object({ id: z.uuid(), name: z.string(), listened_seconds: z.number() }))
      .meta({ description: 'Up to 5; an audiobook of two genres counts in both' }),
    days: z.array(listeningDaySchema).meta({ description: 'The last 30 UTC days, in order' }),
  })
  .meta({ id: 'ListeningStats' });

export const getStats = route({
  operationId: 'getStats',
  tag: 'Users',
  summary: 'How much I have listened, to what, and how regularly',
  method: 'get',
  path: '/users/me/stats',
  auth: 'user',
  scope: 'library:read',
  responses: { 200: { description: 'As of now', schema: statsSchema } },
  handler: async ({ user, em }) => {
    const today = new Date().toISOString().slice(0, 10);
    const days = await findListeningDays(em, user.id);
    const books = await countBooks(em, user.id);
    const genres = await findTopGenres(em, user.id, topGenres);
    const streaks = findStreaks(
      days.map(({ day }) => day),
      today,
    );
    const since = (count: number) => {
      const from = daysUpTo(today, count)[0] ?? today;
      return sum(days.filter(({ day }) => day >= from));
    };
    return {
      status: 200,
      body: {
        listening_seconds: { total: sum(days), last_7_days: since(7), last_30_days: since(30) },
        books_completed: books.completed,
        books_in_progress: books.inProgress,
        streak: { current_days: streaks.currentDays, longest_days: streaks.longestDays },
        top_genres: genres.map(({ id, name, listenedSeconds }) => ({
          id,
          name,
          listened_seconds: listenedSeconds,
        })),
        days: presentDays(days, today, shownDays),
      },
    };
  },
});

function sum(days: { listenedSeconds: number }[]): number {
  return days.reduce((total, day) => total + day.listenedSeconds, 0);
}
