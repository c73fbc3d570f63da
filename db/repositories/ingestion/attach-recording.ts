import type { AudioFormat } from '../../../domain/audio-format.ts';
import { ingestAudiobook } from '../../../domain/contracts/ingest-audiobook.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import type { Audiobook } from '../../entities/audiobook.ts';
import { Ingestion, IngestionEvent } from '../../entities/ingestion.ts';
import { Transcription } from '../../entities/transcription.ts';
import { newId } from '../../new-id.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';

/** A recording that lies in the object storage. */
export interface NewRecording {
  key: string;
  format: AudioFormat;
  /** As the client named it. */
  fileName: string;
  sizeBytes: number;
}

/**
 * Gives a draft its recording, and writes down the workflow that is to ingest it.
 *
 * @returns the workflow to start once the transaction is committed
 */
export async function attachRecording(
  tx: Tx,
  audiobook: Audiobook,
  recording: NewRecording,
): Promise<WorkflowStart> {
  const { id, title, language } = audiobook;
  const authors = await authorNames(tx, id);
  const transcriptionId = newId();
  tx.persist(
    tx.create(Transcription, {
      id: transcriptionId,
      sourceKey: recording.key,
      sourceFormat: recording.format,
      languageHint: language?.split('-')[0] ?? null,
      prompt: [title, ...authors].join(', '),
    }),
  );
  tx.assign(audiobook, {
    status: 'uploaded',
    sourceKey: recording.key,
    sourceFormat: recording.format,
    sourceFileName: recording.fileName,
    sourceSizeBytes: recording.sizeBytes,
    transcription: transcriptionId,
  });
  const workflowId = ingestAudiobook.workflowId(id);
  tx.persist(tx.create(Ingestion, { audiobook: id, workflowId }));
  tx.persist(tx.create(IngestionEvent, { audiobook: id, status: 'uploaded' }));
  const start: WorkflowStart = {
    workflowType: ingestAudiobook.workflowType,
    workflowId,
    input: { audiobookId: id },
    summary: `Ingest “${title.slice(0, 150)}”`,
    details: describe(audiobook, authors, recording),
    searchAttributes: { AudiobookId: id, UserId: audiobook.owner },
  };
  addToOutbox(tx, start);
  await tx.flush();
  return start;
}

async function authorNames(tx: Tx, audiobookId: string): Promise<string[]> {
  const rows = await tx
    .getKysely()
    .selectFrom('audiobook_authors')
    .innerJoin('authors', 'authors.id', 'audiobook_authors.author_id')
    .select('authors.name')
    .where('audiobook_authors.audiobook_id', '=', audiobookId)
    .orderBy('audiobook_authors.position')
    .execute();
  return rows.map((row) => row.name);
}

function describe(
  { title, visibility }: Audiobook,
  authors: string[],
  { sizeBytes, format }: NewRecording,
): string {
  const people = authors.length > 0 ? ` by ${authors.join(', ').slice(0, 200)}` : '';
  const mebibytes = Math.ceil(sizeBytes / 2 ** 20);
  const shelf = visibility === 'store' ? 'for the store' : "for its owner's library";
  return `**${title.slice(0, 150)}**${people}\n\n${mebibytes} MiB of ${format}, ${shelf}.`;
}
