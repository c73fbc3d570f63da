import { z } from 'zod';
import { languageCodeSchema } from '../language-code.ts';

const responseFormats = ['json', 'text', 'srt', 'vtt', 'verbose_json'] as const;

/**
 * The form of `POST /v1/audio/transcriptions`. What only steers OpenAI's own models is taken and has no effect here: the
 * operator chooses model and method. Source: https://platform.openai.com/docs/api-reference/audio/createTranscription
 */
export const transcriptionFieldsSchema = z.object({
  model: z.string().trim().min(1),
  language: languageCodeSchema.optional(),
  prompt: z.string().max(4000).default(''),
  response_format: z.enum(responseFormats).default('json'),
  'timestamp_granularities[]': z.array(z.enum(['word', 'segment'])).optional(),
  stream: z.stringbool().default(false),
  temperature: z.coerce.number().min(0).max(1).optional(),
});

export type TranscriptionFields = z.output<typeof transcriptionFieldsSchema>;
