import { z } from 'zod';
import { qualityFlags } from './chunk-transcript.ts';

/**
 * A whole recording's transcript, from which every format is made. Times are seconds from the beginning of the
 * recording; segments are in order, never overlap and have all of the text. The shape that is served is
 * `formats/transcript-document.ts`.
 */
export const transcriptSchema = z.object({
  version: z.literal(1),
  language: z.string().nullable(),
  durationSeconds: z.number(),
  text: z.string(),
  segments: z.array(
    z.object({
      startSeconds: z.number(),
      endSeconds: z.number(),
      text: z.string(),
      /** True where the times were worked out from silences, because the provider gave none. */
      estimated: z.boolean(),
    }),
  ),
  /** Words spelt as in the text, where the provider gave their times: not all of them, if it did so in part. */
  words: z
    .array(z.object({ startSeconds: z.number(), endSeconds: z.number(), text: z.string() }))
    .optional(),
  /** Stretches whose text is doubtful, and why. */
  quality: z.array(
    z.object({
      startSeconds: z.number(),
      endSeconds: z.number(),
      flags: z.array(z.enum(qualityFlags)),
    }),
  ),
  models: z.array(z.string()),
  costMicros: z.int(),
});

export type Transcript = z.infer<typeof transcriptSchema>;
export type TranscriptSegment = Transcript['segments'][number];
