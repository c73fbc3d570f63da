import type { AudioFormat } from '../../../domain/audio-format.ts';
import { transcribeUpload } from '../../../domain/contracts/transcribe-upload.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { Transcript } from '../../entities/transcript.ts';
import { Transcription } from '../../entities/transcription.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';
import type { TranscriptOwner } from './transcripts.ts';

export interface NewTranscript {
  id: string;
  owner: TranscriptOwner;
  source: { key: string; format: AudioFormat; fileName: string; sizeBytes: number };
  /** ISO 639 code; null where the model is to tell. */
  language: string | null;
  /** Context for the model. */
  prompt: string;
  webhook: { url: string; secret: string } | null;
}

/**
 * Writes an upload to the transcription service down, together with the workflow that is to work on it.
 *
 * @returns the workflow to start once the transaction is committed
 */
export async function createTranscript(tx: Tx, made: NewTranscript): Promise<WorkflowStart> {
  const { id, owner, source, language, webhook } = made;
  const userId = 'userId' in owner ? owner.userId : null;
  const workflowId = transcribeUpload.workflowId(id);
  tx.persist(
    tx.create(Transcription, {
      id,
      sourceKey: source.key,
      sourceFormat: source.format,
      languageHint: language,
      prompt: made.prompt,
    }),
  );
  tx.persist(
    tx.create(Transcript, {
      id,
      transcription: id,
      user: userId,
      deviceId: 'deviceId' in owner ? owner.deviceId : null,
      workflowId,
      fileName: source.fileName,
      sourceKey: source.key,
      sourceFormat: source.format,
      sizeBytes: source.sizeBytes,
      language,
      webhookUrl: webhook?.url ?? null,
      webhookSecret: webhook?.secret ?? null,
    }),
  );
  const start: WorkflowStart = {
    workflowType: transcribeUpload.workflowType,
    workflowId,
    input: { transcriptId: id },
    summary: `Transcribe an upload of ${Math.ceil(source.sizeBytes / 1024)} KiB`,
    details: describeUpload(made, userId),
    searchAttributes: { TranscriptId: id, ...(userId === null ? {} : { UserId: userId }) },
  };
  addToOutbox(tx, start);
  await tx.flush();
  return start;
}

/** Without the file's name: it is the caller's own affair, and Temporal keeps histories for long. */
function describeUpload({ source, language, webhook }: NewTranscript, userId: string | null) {
  return [
    `**Transcription service**, for ${userId === null ? 'somebody who is not signed in' : `user \`${userId}\``}.`,
    `${source.format}, language: ${language ?? 'to be detected'}${webhook ? ', then a webhook' : ''}.`,
  ].join('\n\n');
}
