import { z } from 'zod';

const timedText = {
  startSeconds: z.number(),
  endSeconds: z.number(),
  text: z.string(),
};

/**
 * Why a stretch of a transcript deserves a second look. `gap`: nothing could be made of it, and a mark stands in
 * its place. `doubtful_seam`: two chunks share these seconds and did not hear the same words.
 */
export const qualityFlags = [
  'output_truncated',
  'sparse_text',
  'repetitive_text',
  'prompt_echo',
  'text_on_silence',
  'split_in_half',
  'fallback_model',
  'gap',
  'doubtful_seam',
] as const;

/**
 * What a provider made of one chunk. Times are seconds from the beginning of the chunk; segments and words are
 * absent where the provider gives none.
 */
export const chunkTranscriptSchema = z.object({
  text: z.string(),
  language: z.string().nullable(),
  model: z.string(),
  segments: z.array(z.object(timedText)).optional(),
  words: z.array(z.object(timedText)).optional(),
  flags: z.array(z.enum(qualityFlags)),
});

export type ChunkTranscript = z.infer<typeof chunkTranscriptSchema>;
export type QualityFlag = (typeof qualityFlags)[number];
