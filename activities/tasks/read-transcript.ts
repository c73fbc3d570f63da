import { Transcription } from '../../db/entities/transcription.ts';
import { LectorFailure } from '../../domain/failure.ts';
import {
  transcriptDocumentSchema,
  type TranscriptDocument,
} from '../../domain/transcription/formats/transcript-document.ts';
import type { Deps } from '../../platform/deps.ts';

/**
 * The finished transcript of a task's recording.
 *
 * @throws LectorFailure `record_missing` when the task was deleted
 */
export async function readTranscript(
  { orm, storage }: Pick<Deps, 'orm' | 'storage'>,
  taskId: string,
): Promise<TranscriptDocument> {
  const row = await orm.em.fork().findOne(Transcription, { id: taskId });
  if (!row?.resultPrefix) throw new LectorFailure('record_missing', 'The task was deleted.');
  return transcriptDocumentSchema.parse(
    JSON.parse(await storage.getText(`${row.resultPrefix}.json`)),
  );
}
