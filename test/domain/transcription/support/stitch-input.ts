import type { TimeSpan } from '../../../../domain/transcription/analysis/audio-analysis.ts';
import type {
  ChunkPlan,
  PlannedChunk,
} from '../../../../domain/transcription/planning/chunk-plan.ts';
import type { ChunkTranscript } from '../../../../domain/transcription/stitching/chunk-transcript.ts';

/** A plan of chunks that follow one another; what is not said is whole: all speech, no overlap. */
export function planOf(...chunks: (Partial<PlannedChunk> & { endSeconds: number })[]): ChunkPlan {
  let reached = 0;
  const planned = chunks.map((chunk, index): PlannedChunk => {
    const { startSeconds = reached, endSeconds, overlapSeconds = 0 } = chunk;
    const speech = chunk.speech ?? [span(startSeconds, endSeconds)];
    reached = endSeconds;
    return { index, startSeconds, endSeconds, overlapSeconds, speech };
  });
  return { version: 1, durationSeconds: reached, sourceSha256: '0'.repeat(64), chunks: planned };
}

export function span(startSeconds: number, endSeconds: number): TimeSpan {
  return { startSeconds, endSeconds };
}

export function heard(text: string, more: Partial<ChunkTranscript> = {}): ChunkTranscript {
  return { text, language: 'en', model: 'whisper-1', flags: [], ...more };
}
