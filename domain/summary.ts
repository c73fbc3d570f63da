import { z } from 'zod';

/**
 * What a listener reads before buying: one paragraph and exactly three tags. Three named fields, all required, are the
 * shape that a provider's schema mode cannot get wrong by one.
 */
export const summaryAnswerSchema = z.object({
  summary: z.string().trim().min(1).max(2000).transform(toOneParagraph),
  tag1: tagSchema(),
  tag2: tagSchema(),
  tag3: tagSchema(),
});

export interface BookSummary {
  summary: string;
  tags: [string, string, string];
}

/** @throws ZodError when a field is missing or empty, or two tags are the same */
export function toBookSummary(answer: unknown): BookSummary {
  const { summary, tag1, tag2, tag3 } = summaryAnswerSchema
    .refine((fields) => new Set([fields.tag1, fields.tag2, fields.tag3]).size === 3, {
      error: 'the three tags must differ',
    })
    .parse(answer);
  return { summary, tags: [tag1, tag2, tag3] };
}

function tagSchema() {
  return z
    .string()
    .transform((text) => text.trim().replace(/^#/, '').replace(/\s+/g, ' ').toLowerCase())
    .pipe(z.string().min(1).max(50));
}

function toOneParagraph(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
