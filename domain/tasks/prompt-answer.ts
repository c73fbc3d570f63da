import { z } from 'zod';

const fewPrompts = 8;

/** What the language model answers for one section. */
export const promptAnswerSchema = z.object({
  prompts: z
    .array(
      z.object({
        prompt: z
          .string()
          .transform((text) => text.replace(/\s+/g, ' ').trim())
          .pipe(z.string().min(1).max(500)),
        /** Words of the transcript, by which the place is found. */
        quote: z.string().trim().min(1).max(1000),
      }),
    )
    .max(fewPrompts),
});

export type PromptAnswer = z.output<typeof promptAnswerSchema>;
