import type { AudioFormat } from '../../domain/audio-format.ts';
import { ingestAudiobook } from '../../domain/contracts/ingest-audiobook.ts';
import type { WorkflowStart } from '../../domain/workflow-start.ts';
import { Audiobook, type Visibility } from '../entities/audiobook.ts';
import { Ingestion, IngestionEvent } from '../entities/ingestion.ts';
import { Transcription } from '../entities/transcription.ts';
import { newId } from '../new-id.ts';
import type { Tx } from '../transaction.ts';
import { linkByName } from './audiobook-links.ts';
import { findOrMakeByName } from './names.ts';
import { addToOutbox } from './outbox.ts';

export interface NewAudiobook {
  id: string;
  ownerId: string;
  visibility: Visibility;
  title: string;
  description: string;
  authors: string[];
  narrators: string[];
  genres: string[];
  series: string | null;
  seriesPosition: number | null;
  language: string | null;
  publisher: string | null;
  isbn: string | null;
  releaseDate: string | null;
  priceMinor: number;
  currency: string;
  source: { key: string; format: AudioFormat; fileName: string; sizeBytes: number };
  coverKey: string | null;
}

/**
 * Writes an uploaded audiobook down, together with the workflow that is to ingest it.
 *
 * @returns the workflow to start once the transaction is committed
 * @throws UnknownReference for a person, genre or series that is named by an id that there is not
 */
export async function createAudiobook(tx: Tx, book: NewAudiobook): Promise<WorkflowStart> {
  const { id, source, language } = book;
  const transcriptionId = newId();
  const [seriesId = null] =
    book.series === null ? [] : await findOrMakeByName(tx, 'series', [book.series]);
  tx.persist(
    tx.create(Transcription, {
      id: transcriptionId,
      sourceKey: source.key,
      sourceFormat: source.format,
      languageHint: language?.split('-')[0] ?? null,
      prompt: [book.title, ...book.authors].join(', '),
    }),
  );
  tx.persist(
    tx.create(Audiobook, {
      id,
      owner: book.ownerId,
      visibility: book.visibility,
      title: book.title,
      description: book.description,
      language,
      publisher: book.publisher,
      isbn: book.isbn,
      releaseDate: book.releaseDate,
      series: seriesId,
      seriesPosition: book.seriesPosition,
      priceMinor: book.priceMinor,
      currency: book.currency,
      sourceKey: source.key,
      sourceFormat: source.format,
      sourceFileName: source.fileName,
      sourceSizeBytes: source.sizeBytes,
      coverKey: book.coverKey,
      transcription: transcriptionId,
    }),
  );
  const workflowId = ingestAudiobook.workflowId(id);
  tx.persist(tx.create(Ingestion, { audiobook: id, workflowId }));
  tx.persist(tx.create(IngestionEvent, { audiobook: id, status: 'uploaded' }));
  await tx.flush();
  const { authors, narrators, genres } = book;
  await linkByName(tx, id, { authors, narrators, genres });
  const start: WorkflowStart = {
    workflowType: ingestAudiobook.workflowType,
    workflowId,
    input: { audiobookId: id },
    summary: `Ingest “${book.title.slice(0, 150)}”`,
    details: describeBook(book),
    searchAttributes: { AudiobookId: id, UserId: book.ownerId },
  };
  addToOutbox(tx, start);
  return start;
}

function describeBook(book: NewAudiobook): string {
  const people = book.authors.length > 0 ? ` by ${book.authors.join(', ').slice(0, 200)}` : '';
  const mebibytes = Math.ceil(book.source.sizeBytes / 2 ** 20);
  const shelf = book.visibility === 'store' ? 'for the store' : "for its owner's library";
  return `**${book.title.slice(0, 150)}**${people}\n\n${mebibytes} MiB of ${book.source.format}, ${shelf}.`;
}
