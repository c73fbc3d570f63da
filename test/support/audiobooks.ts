import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { RenderedToneBook } from '../../dev/tone/render-tone-book.ts';
import type { ToneBook } from '../../dev/tone/tone-book.ts';
import type { Client } from './client.ts';
import { renderRecording } from './render-recording.ts';
import { waitFor } from './wait-for.ts';

export interface IngestionBody {
  status: string;
  progress: { chunks_total: number | null; chunks_done: number; percent: number };
  attempts: number;
  error: { code: string; detail: string } | null;
  cost: { micros: number; wasted_micros: number };
  workflow_id: string;
  timeline: { status: string; detail: string | null }[];
}

/** A text of so many different words, with a sentence end every nine of them. */
export function someText(words: number, seed = 'word'): string {
  return Array.from({ length: words }, (_, i) => `${seed}${i}${i % 9 === 8 ? '.' : ''}`).join(' ');
}

/** A recording in a temporary folder: about 190 words a minute. */
export async function makeRecording(
  book: Partial<ToneBook> & { text: string },
): Promise<RenderedToneBook> {
  const { text, ...rest } = book;
  const format = rest.format ?? 'mp3';
  const folder = await mkdtemp(join(tmpdir(), 'lector-recording-'));
  return renderRecording({
    chapters: [{ title: 'One', text }],
    title: 'A recording',
    author: 'Somebody',
    path: join(folder, `${randomUUID()}.${format}`),
    format,
    ...rest,
  });
}

export async function uploadForm(
  path: string,
  fields: Record<string, string | string[]> = {},
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ title: 'A book', price: '999', ...fields })) {
    for (const one of [value].flat()) form.append(name, one);
  }
  form.append('file', await openAsBlob(path), basename(path));
  return form;
}

/** Uploads and waits for the end of the ingestion, whichever it is. */
export async function ingest(
  client: Client,
  path: string,
  fields: Record<string, string | string[]> = {},
): Promise<{ id: string; ingestion: IngestionBody }> {
  const accepted = await client.upload<{ id: string }>(await uploadForm(path, fields));
  if (accepted.status !== 202)
    throw new Error(`The upload answered ${accepted.status}: ${JSON.stringify(accepted.body)}`);
  const { id } = accepted.body;
  return { id, ingestion: await ingestionEnd(client, id) };
}

export async function ingestionEnd(client: Client, id: string): Promise<IngestionBody> {
  return waitFor(
    `the end of ingestion ${id}`,
    async () => {
      const { body } = await client.get<IngestionBody>(`/audiobooks/${id}/ingestion`);
      return ['published', 'transcription_failed', 'rejected'].includes(body.status) && body;
    },
    120_000,
  );
}
