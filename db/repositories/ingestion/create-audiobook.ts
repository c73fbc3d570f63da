import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { Audiobook, type Visibility } from '../../entities/audiobook.ts';
import type { Tx } from '../../transaction.ts';
import { attachRecording, type NewRecording } from './attach-recording.ts';
import { linkByName } from '../catalogue/audiobook-links.ts';
import { findOrMakeByName } from '../catalogue/names.ts';

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
  source: NewRecording;
  coverKey: string | null;
}

/**
 * Writes an uploaded audiobook down, together with the workflow that is to ingest it.
 *
 * @returns the workflow to start once the transaction is committed
 * @throws UnknownReference for a person, genre or series that is named by an id that there is not
 */
export async function createAudiobook(tx: Tx, book: NewAudiobook): Promise<WorkflowStart> {
  const { id, authors, narrators, genres } = book;
  const [seriesId = null] =
    book.series === null ? [] : await findOrMakeByName(tx, 'series', [book.series]);
  const audiobook = tx.create(Audiobook, {
    id,
    owner: book.ownerId,
    visibility: book.visibility,
    status: 'draft',
    title: book.title,
    description: book.description,
    language: book.language,
    publisher: book.publisher,
    isbn: book.isbn,
    releaseDate: book.releaseDate,
    series: seriesId,
    seriesPosition: book.seriesPosition,
    priceMinor: book.priceMinor,
    currency: book.currency,
    coverKey: book.coverKey,
  });
  tx.persist(audiobook);
  await tx.flush();
  await linkByName(tx, id, { authors, narrators, genres });
  return attachRecording(tx, audiobook, book.source);
}
