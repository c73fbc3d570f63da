import type { FailureCode } from '../../../domain/errors.ts';
import type { ChunkTranscript } from '../../../domain/transcription/stitching/chunk-transcript.ts';
import { TranscriptionChunk } from '../../entities/transcription.ts';
import type { Em } from '../../orm.config.ts';

interface ChunkKey {
  transcriptionId: string;
  index: number;
}

interface ChunkResult {
  /** null for a silent chunk, which is never sent. */
  transcript: ChunkTranscript | null;
  speechRate: number | null;
  /** Content addresses of the paid answers that it was made of. */
  madeOf: string[];
}

/** @param attempt counted from 1, as Temporal does */
export async function markChunkRunning(em: Em, key: ChunkKey, attempt: number): Promise<void> {
  await em
    .getKysely()
    .insertInto('transcription_chunks')
    .values({
      transcription_id: key.transcriptionId,
      index: key.index,
      state: 'running',
      attempts: attempt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['transcription_id', 'index'])
        .doUpdateSet({
          state: 'running',
          attempts: attempt,
          failure_code: null,
          updated_at: new Date(),
        })
        .where('transcription_chunks.state', '<>', 'done'),
    )
    .execute();
}

export async function markChunkDone(em: Em, key: ChunkKey, result: ChunkResult): Promise<void> {
  await em.upsert(TranscriptionChunk, {
    transcription: key.transcriptionId,
    index: key.index,
    state: 'done',
    failureCode: null,
    updatedAt: new Date(),
    ...result,
  });
}

export async function markChunkFailed(em: Em, key: ChunkKey, code: FailureCode): Promise<void> {
  await em.nativeUpdate(
    TranscriptionChunk,
    { transcription: key.transcriptionId, index: key.index, state: 'running' },
    { state: 'failed', failureCode: code },
  );
}

export function findDoneChunks(em: Em, transcriptionId: string): Promise<TranscriptionChunk[]> {
  return em.find(
    TranscriptionChunk,
    { transcription: transcriptionId, state: 'done' },
    { orderBy: { index: 'asc' } },
  );
}

/** Indices of the chunks that are done. */
export async function findDoneIndices(em: Em, transcriptionId: string): Promise<Set<number>> {
  const rows = await em
    .getKysely()
    .selectFrom('transcription_chunks')
    .select('index')
    .where('transcription_id', '=', transcriptionId)
    .where('state', '=', 'done')
    .execute();
  return new Set(rows.map((row) => row.index));
}

/** The speech rates of the chunks that are done, where there is enough speech to tell one. */
export async function findSpeechRates(em: Em, transcriptionId: string): Promise<number[]> {
  const rows = await em
    .getKysely()
    .selectFrom('transcription_chunks')
    .select('speech_rate')
    .where('transcription_id', '=', transcriptionId)
    .where('state', '=', 'done')
    .where('speech_rate', 'is not', null)
    .execute();
  return rows.map((row) => Number(row.speech_rate));
}
