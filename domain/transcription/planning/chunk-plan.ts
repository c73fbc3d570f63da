import { z } from 'zod';

/**
 * How one recording is cut for transcription. Made once, stored, and never made again for that recording,
 * so that a retry, a reset and a replay all cut at the very same places.
 */
export const chunkPlanSchema = z.object({
  version: z.literal(1),
  durationSeconds: z.number().positive(),
  /** Hash of the recording's bytes, lower-case hex SHA-256. */
  sourceSha256: z.string().regex(/^[0-9a-f]{64}$/),
  chunks: z.array(
    z.object({
      index: z.int().min(0),
      startSeconds: z.number().min(0),
      endSeconds: z.number().positive(),
      /**
       * Seconds at the beginning that the chunk before has as well. 0 where the cut lies in a silence;
       * more than 0 where there was none and the seam must be merged by what both sides heard.
       */
      overlapSeconds: z.number().min(0),
      /** Stretches of speech inside the chunk, in seconds of the whole recording. Empty: a silent chunk, not sent. */
      speech: z.array(z.object({ startSeconds: z.number(), endSeconds: z.number() })),
    }),
  ),
});

export type ChunkPlan = z.infer<typeof chunkPlanSchema>;
export type PlannedChunk = ChunkPlan['chunks'][number];

/** How long the chunks of a plan are to be. */
export interface ChunkLengths {
  targetSeconds: number;
  /** Hard limit of every chunk, overlap included. */
  maxSeconds: number;
}
