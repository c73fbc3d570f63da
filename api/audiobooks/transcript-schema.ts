import { z } from 'zod';
import { pageQuery, pageSchema } from '../http/pagination.ts';

export const transcriptSearchQuery = z.strictObject({
  ...pageQuery,
  q: z.string().trim().min(2).max(200).meta({
    description:
      'Words; "quoted" ones stand together; `or` between alternatives; `-` before what must not be there',
  }),
});

const passageSchema = z
  .object({
    start_seconds: z.number(),
    end_seconds: z.number(),
    text: z.string(),
    highlight: z
      .string()
      .meta({ description: 'HTML: the escaped text with found words in `<mark>`' }),
  })
  .meta({ id: 'Passage' });

export const passagePageSchema = pageSchema(passageSchema, 'PassagePage');

const foundPassageSchema = passageSchema
  .extend({ audiobook: z.object({ id: z.uuid(), title: z.string() }) })
  .meta({ id: 'FoundPassage' });

export const foundInLibrarySchema = pageSchema(foundPassageSchema, 'FoundPassagePage');
