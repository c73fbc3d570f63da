import { findListeningDays } from '../../db/repositories/listening/listening-stats.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentDays, toMinutes } from './present.ts';
import { daysQuery, daysSchema } from './schema.ts';

const dayMs = 86_400_000;
const usualDays = 30;
const mostDays = 366;

export const listListeningDays = route({
  operationId: 'listListeningDays',
  tag: 'Listening',
  summary: 'How many minutes I have listened each day',
  method: 'get',
  path: '/listening/days',
  auth: 'user',
  scope: 'library:read',
  query: daysQuery,
  responses: { 200: { description: 'Every UTC day in order, up to 366', schema: daysSchema } },
  handler: async ({ query, user, em }) => {
    const to = query.to ?? toDay(Date.now());
    const from = query.from ?? toDay(Date.parse(to) - (usualDays - 1) * dayMs);
    const count = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
    if (count < 1 || count > mostDays || Date.parse(from) < 0) {
      const message = `must be from 1 to ${mostDays} days before the end of \`to\``;
      throw new Problem('validation_failed', { details: [{ path: 'query.from', message }] });
    }
    const days = await findListeningDays(em, user.id, { from, to });
    const total = days.reduce((sum, day) => sum + day.listenedSeconds, 0);
    return {
      status: 200,
      body: { days: presentDays(days, to, count), total_minutes: toMinutes(total) },
    };
  },
});

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
