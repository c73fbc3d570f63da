import { z } from 'zod';
import { qualityFlags } from './chunk-transcript.ts';

/**
 * A whole recording's transcript, as stored and served as JSON. Times are seconds from the beginning of the
 * recording; segments are in order and never overlap.
 */
export const transcriptSchema = z
  .object({
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
  })
  .meta({ id: 'TranscriptDocument' });

export type Transcript = z.infer<typeof transcriptSchema>;
export type TranscriptSegment = Transcript['segments'][number];
