import { z } from 'zod';
import { audiobookSchema } from '../audiobooks/schema.ts';
import { cursorPageQuery, cursorPageSchema } from '../http/cursor-page.ts';
import { progressSchema } from '../progress/schema.ts';

export const listeningQuery = z.strictObject(cursorPageQuery);

const listeningItemSchema = z
  .object({ audiobook: audiobookSchema, progress: progressSchema })
  .meta({ id: 'ListeningItem' });

export const listeningPageSchema = cursorPageSchema(listeningItemSchema, 'ListeningPage');

const sessionSchema = z
  .object({
    id: z.uuid(),
    audiobook: audiobookSchema,
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime(),
    start_position_seconds: z.number(),
    end_position_seconds: z.number(),
    listened_seconds: z.number(),
  })
  .meta({ id: 'ListeningSession' });

export const historyPageSchema = cursorPageSchema(sessionSchema, 'ListeningHistoryPage');

export const daysQuery = z.strictObject({
  from: z.iso.date().optional().meta({ description: 'UTC day; 29 days before `to` if left out' }),
  to: z.iso.date().optional().meta({ description: 'UTC day; today if left out' }),
});

export const listeningDaySchema = z
  .object({ day: z.iso.date().meta({ description: 'UTC' }), minutes: z.number() })
  .meta({ id: 'ListeningDay' });

export const daysSchema = z
  .object({ days: z.array(listeningDaySchema), total_minutes: z.number() })
  .meta({ id: 'ListeningDays' });
