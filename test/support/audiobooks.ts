import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RenderedToneBook } from '../../dev/tone/render-tone-book.ts';
import { createSeededRandom } from '../../domain/seeded-random.ts';
import type { ToneBook } from '../../dev/tone/tone-book.ts';
import type { TranscriptDocument } from '../../domain/transcription/formats/transcript-document.ts';
import type { Client } from './client.ts';
import { renderRecording } from './render-recording.ts';
import { getStackDirectory } from './stack.ts';
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

/**
 * A text of so many words, with a sentence end every nine of them. It repeats itself no more than prose does: what
 * does makes the quality gates ask again.
 */
export function someText(words: number, seed = 'text'): string {
  const random = createSeededRandom(createHash('sha256').update(seed).digest().readUInt32LE());
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const syllable = () => pick(onsets) + pick(vowels) + pick(codas);
  return Array.from({ length: words }, (_, index) => {
    const word = syllable() + (random() < 0.5 ? syllable() : '');
    const cased = index % 9 === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    return index % 9 === 8 || index === words - 1 ? `${cased}.` : cased;
  }).join(' ');
}

const onsets = 'b d f g h j k l m n p r s t v w z br ch dr fl gr kl pl sh st th tr'.split(' ');
const vowels = 'a e i o u ai ea oo ou'.split(' ');
const codas = ['', '', '', ...'l m n r s t nd rk st'.split(' ')];

/** A recording: about 165 words a minute. It is kept as long as the stack of the run, so the same one is made once. */
export async function makeRecording(
  book: Partial<ToneBook> & { text: string },
): Promise<RenderedToneBook> {
  const { text, ...rest } = book;
  const format = rest.format ?? 'mp3';
  const whole = {
    chapters: [{ title: 'One', text }],
    title: 'A recording',
    author: 'Somebody',
    format,
    sampleRateHz: 16_000,
    ...rest,
  };
  const name = createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 32);
  const path = join(getStackDirectory(), 'recordings', `${name}.${format}`);
  const known = await readFile(`${path}.json`, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known) as RenderedToneBook;
  const made = await renderRecording({ ...whole, path });
  // Whole when it appears: another test file may be looking for it.
  await writeFile(`${path}.${process.pid}.part`, JSON.stringify(made));
  await rename(`${path}.${process.pid}.part`, `${path}.json`);
  return made;
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

/** The transcript as JSON, and its words as one line. */
export async function readTranscript(
  client: Client,
  id: string,
): Promise<{ document: TranscriptDocument; words: string }> {
  const path = `/audiobooks/${id}/transcript?format=json`;
  const { status, body } = await client.get<TranscriptDocument>(path);
  if (status !== 200) throw new Error(`The transcript answered ${status}`);
  return { document: body, words: body.text.replaceAll(/\n+/g, ' ') };
}
