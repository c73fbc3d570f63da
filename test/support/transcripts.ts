import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Answer, Client } from './client.ts';
import { waitFor } from './wait-for.ts';

export interface TranscriptBody {
  id: string;
  status: 'queued' | 'processing' | 'completed' | 'error';
  text: string | null;
  audio_url: string | null;
  language_code: string | null;
  created_at: string;
  completed_at: string | null;
  error: string | null;
  webhook?: { event: string; attempts: number; status_code: number | null; error: string | null };
}

export interface Accepted {
  message: string;
  transcript_id: string;
  status: string;
  workflow_id: string;
  webhook_secret?: string;
  detail?: string;
}

/** The shortest thing that passes for a WAV file by its first bytes; nothing is in it to be heard. */
export function nearlyAudio(sizeBytes = 64): Blob {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write('WAVE', 8, 'latin1');
  return new Blob([bytes]);
}

async function transcribeForm(
  audio: string | Blob,
  fields: Record<string, string> = {},
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const isPath = typeof audio === 'string';
  form.append('file', isPath ? await openAsBlob(audio) : audio, isPath ? basename(audio) : 'a.wav');
  return form;
}

/** @param headers for a caller who is not signed in: their device token */
export async function uploadAudio(
  client: Client,
  audio: string | Blob,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer<Accepted>> {
  const form = await transcribeForm(audio, fields);
  return client.call<Accepted>('POST', '/transcribe/upload', { form, headers });
}

export async function transcriptEnd(
  client: Client,
  id: string,
  headers: Record<string, string> = {},
): Promise<TranscriptBody> {
  return waitFor(
    `the end of transcript ${id}`,
    async () => {
      const { body } = await client.get<TranscriptBody>(`/transcribe/${id}`, headers);
      return (body.status === 'completed' || body.status === 'error') && body;
    },
    120_000,
  );
}
