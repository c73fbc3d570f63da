import { eraseRecording } from '../../../domain/contracts/erase-recording.ts';
import { transcribeUpload } from '../../../domain/contracts/transcribe-upload.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { OutboxMessage } from '../../entities/outbox-message.ts';
import { PaidResult } from '../../entities/paid-result.ts';
import { Transcription } from '../../entities/transcription.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';

/** Removes a transcript's rows, those with the answers that were bought for it among them. */
export async function removeTranscriptRows(tx: Tx, id: string): Promise<void> {
  const workflowId = transcribeUpload.workflowId(id);
  await tx.nativeDelete(OutboxMessage, { workflowId });
  await tx.nativeDelete(PaidResult, { paidFor: id });
  await tx.nativeDelete(Transcription, { id });
}

/**
 * Removes a transcript. It is gone with the commit.
 *
 * @returns the workflow to start then, which stops the work on it and erases its files
 */
export async function removeTranscript(
  tx: Tx,
  id: string,
  userId: string | null,
): Promise<WorkflowStart> {
  await removeTranscriptRows(tx, id);
  const start: WorkflowStart = {
    workflowType: eraseRecording.workflowType,
    workflowId: eraseRecording.workflowId(id),
    input: {
      stops: transcribeUpload.workflowId(id),
      folder: storageKeys.transcriptFolder(id),
      transcriptionId: id,
    },
    summary: 'Erase a deleted transcript',
    details: 'Stops the work on it, and removes its audio and its files.',
    searchAttributes: { TranscriptId: id, ...(userId === null ? {} : { UserId: userId }) },
  };
  addToOutbox(tx, start);
  await tx.flush();
  return start;
}
