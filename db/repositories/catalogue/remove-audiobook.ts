import { eraseRecording } from '../../../domain/contracts/erase-recording.ts';
import { ingestAudiobook } from '../../../domain/contracts/ingest-audiobook.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { Audiobook } from '../../entities/audiobook.ts';
import { OutboxMessage } from '../../entities/outbox-message.ts';
import { PaidResult } from '../../entities/paid-result.ts';
import { Transcription } from '../../entities/transcription.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';

/**
 * Removes an audiobook that nobody could have bought. It is gone with the commit.
 *
 * @returns the workflow to start then, which stops its ingestion and erases its files
 */
export async function removeAudiobook(
  tx: Tx,
  { id, transcription }: Audiobook,
): Promise<WorkflowStart> {
  const stops = ingestAudiobook.workflowId(id);
  await tx.nativeDelete(OutboxMessage, { workflowId: stops });
  await tx.nativeDelete(Audiobook, { id });
  if (transcription) {
    await tx.nativeDelete(PaidResult, { paidFor: transcription });
    await tx.nativeDelete(Transcription, { id: transcription });
  }
  const start: WorkflowStart = {
    workflowType: eraseRecording.workflowType,
    workflowId: eraseRecording.workflowId(id),
    input: {
      stops,
      folder: storageKeys.audiobookFolder(id),
      transcriptionId: transcription ?? null,
    },
    summary: 'Erase a deleted audiobook',
    details: 'Stops its ingestion, and removes its recording and its transcript.',
    searchAttributes: { AudiobookId: id },
  };
  addToOutbox(tx, start);
  await tx.flush();
  return start;
}
