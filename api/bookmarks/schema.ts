import { z } from 'zod';
import { cursorPageQuery, cursorPageSchema } from '../http/cursor-page.ts';

export const bookmarkParams = z.object({ id: z.uuid() });

export const bookmarksQuery = z.strictObject(cursorPageQuery);

export const bookmarkInputSchema = z
  .strictObject({
    position_seconds: z.number().min(0),
    end_seconds: z.number().positive().nullable().default(null).meta({
      description: 'Makes it a clip; behind `position_seconds`, and not beyond the end',
    }),
    note: z.string().max(5000).default(''),
  })
  .meta({ id: 'BookmarkInput' });

export const bookmarkSchema = z
  .object({
    id: z.uuid(),
    audiobook_id: z.uuid(),
    position_seconds: z.number(),
    end_seconds: z.number().nullable(),
    note: z.string(),
    quote: z.string().nullable().meta({
      description:
        'Of a clip: what the transcript says in it, up to some 2,000 characters; null where there is none, or no longer a right to it',
    }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Bookmark' });

export const bookmarkPageSchema = cursorPageSchema(bookmarkSchema, 'BookmarkPage');
