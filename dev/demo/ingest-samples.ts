import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { MadeSampleBook } from '../samples/make-sample-books.ts';
import type { ApiClient } from './api-client.ts';
import type { ProgressDisplay } from './progress-display.ts';

interface IngestionEvent {
  status: string;
  step: string;
  progress: { percent: number };
  error: { code: string; detail: string } | null;
  workflow_url: string | null;
}

export interface IngestedBook {
  book: MadeSampleBook;
  id: string;
  ingestion: IngestionEvent;
}

/** Uploads a sample and watches until its ingestion has ended. A second start finds the book of the first. */
export async function ingestSample(
  admin: ApiClient,
  book: MadeSampleBook,
  display: ProgressDisplay,
): Promise<IngestedBook> {
  const { id } = await admin.upload<{ id: string }>('/audiobooks/upload', await toForm(book), {
    'idempotency-key': `demo-${basename(book.path)}`,
  });
  let last: IngestionEvent | null = null;
  for await (const event of admin.events<IngestionEvent>(`/audiobooks/${id}/ingestion/events`)) {
    last = event;
    display.show(book.title, event.progress.percent, event.step);
  }
  return { book, id, ingestion: last ?? (await admin.get(`/audiobooks/${id}/ingestion`)) };
}

async function toForm(book: MadeSampleBook): Promise<FormData> {
  const form = new FormData();
  const fields = {
    title: book.title,
    authors: book.author,
    narrators: book.narrator,
    genres: book.genre,
    description: book.description,
    language: book.language,
    publisher: book.publisher,
    release_date: book.releaseDate,
    price: String(book.priceMinor),
    currency: book.currency,
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', await openAsBlob(book.path), basename(book.path));
  return form;
}
