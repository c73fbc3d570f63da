import { TranscriptionChunk } from '../db/entities/transcription.ts';
import { findDoneChunks } from '../db/repositories/transcription/transcription-chunks.ts';
import type { QualityFlag } from '../domain/transcription/stitching/chunk-transcript.ts';
import { isSparse } from '../domain/transcription/quality/quality-gates.ts';
import { medianSpeechRate } from '../domain/transcription/quality/speech-rate.ts';
import type { Deps } from '../platform/deps.ts';

/** Signs that everything has been tried on a chunk already. */
const exhausted = new Set<QualityFlag>(['sparse_text', 'fallback_model', 'gap']);

export interface ReopenSparseChunksResult {
  /** Indices of all chunks that are now to be done. */
  open: number[];
  /** The reader's pace, which they are to be held against; null where no chunk tells it. */
  lettersPerSecond: number | null;
}

export function createReopenSparseChunks({ orm }: Pick<Deps, 'orm'>) {
  /**
   * The reader's pace is known only once the chunks are back: those with far too little text for it, which passed
   * while there was nothing to hold them against, are to be done again.
   */
  return async function reopenSparseChunks(input: {
    transcriptionId: string;
  }): Promise<ReopenSparseChunksResult> {
    const em = orm.em.fork();
    const chunks = await findDoneChunks(em, input.transcriptionId);
    const lettersPerSecond = medianSpeechRate(chunks.map((chunk) => chunk.speechRate ?? null));
    const sparse = chunks.filter(
      (chunk) =>
        isSparse(chunk.speechRate ?? null, lettersPerSecond) &&
        !chunk.transcript?.flags.some((flag) => exhausted.has(flag)),
    );
    for (const chunk of sparse) chunk.state = 'running';
    await em.flush();
    const open = await em.find(
      TranscriptionChunk,
      { transcription: input.transcriptionId, state: { $ne: 'done' } },
      { orderBy: { index: 'asc' } },
    );
    return { open: open.map((chunk) => chunk.index), lettersPerSecond };
  };
}
