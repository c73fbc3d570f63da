import { z } from 'zod';
import { cursorPageQuery } from '../http/cursor-page.ts';

export const shelfParams = z.object({ id: z.uuid() });

export const shelfQuery = z.strictObject({
  ...cursorPageQuery,
  q: z.string().trim().min(1).max(100).optional().meta({ description: 'Part of the name' }),
});

const nameSchema = z.string().trim().min(1).max(255);
const prose = z.string().trim().max(20_000).nullable();
const website = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .nullable();

/** What is told of each kind beside its name. */
const shelfTexts = {
  authors: { bio: prose, website },
  narrators: { bio: prose },
  genres: { description: prose },
  tags: {},
  series: { description: prose },
};

type ShelfKind = keyof typeof shelfTexts;

/** As it is shown. */
export function shelfSchema(kind: ShelfKind, id: string) {
  return z
    .object({
      id: z.uuid(),
      name: z.string(),
      ...Object.fromEntries(
        Object.keys(shelfTexts[kind]).map((name) => [name, z.string().nullable()]),
      ),
      audiobook_count: z.int().meta({ description: 'For sale' }),
    })
    .meta({ id });
}

/** As it is written; what is left out is emptied. */
export function shelfBodySchema(kind: ShelfKind, id: string) {
  const texts = Object.entries(shelfTexts[kind]).map(([name, schema]) => [
    name,
    schema.default(null),
  ]);
  return z
    .strictObject({
      name: nameSchema,
      ...(Object.fromEntries(texts) as Record<string, z.ZodDefault<typeof prose>>),
    })
    .meta({ id });
}
