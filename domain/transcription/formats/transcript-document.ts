import { z } from 'zod';
import { qualityFlags } from '../stitching/chunk-transcript.ts';

const seconds = z.number().min(0).describe('Seconds from the beginning of the recording');

/** A transcript as it is served: the public shape of `transcript.json`. Segments are in order, without overlap. */
export const transcriptDocumentSchema = z
  .object({
    version: z.literal(1),
    language: z.string().nullable().describe('ISO 639-1 code; null where it is not known'),
    duration_seconds: z.number(),
    text: z.string().describe('The whole text; paragraphs have an empty line between them'),
    segments: z.array(
      z.object({
        start_seconds: seconds,
        end_seconds: seconds,
        text: z.string(),
        estimated: z
          .boolean()
          .describe('Whether the times were worked out from pauses, as the model gave none'),
      }),
    ),
    words: z
      .array(z.object({ start_seconds: seconds, end_seconds: seconds, text: z.string() }))
      .optional()
      .describe('Words, where the model gave their times'),
    quality: z
      .array(
        z.object({
          start_seconds: seconds,
          end_seconds: seconds,
          flags: z.array(z.enum(qualityFlags)),
        }),
      )
      .describe('Stretches whose text is doubtful, and why'),
    models: z.array(z.string()).describe('The speech models that the text is from'),
    cost_micros: z.int().describe('What the transcription cost, in millionths of the currency'),
  })
  .meta({ id: 'TranscriptDocument' });

export type TranscriptDocument = z.infer<typeof transcriptDocumentSchema>;
