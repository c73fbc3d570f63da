import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import type { ExtractionBody } from '../../api/tasks/extraction-schema.ts';
import type { taskSchema } from '../../api/tasks/schema.ts';
import type { SpokenWord } from '../../dev/tone/lay-out-speech.ts';
import { letterKey } from '../../domain/transcription/text/letters.ts';
import type { Client } from './client.ts';
import { waitFor } from './wait-for.ts';

export type TaskBody = z.output<typeof taskSchema>;
export type PromptBody = TaskBody['prompts'][number];

export async function taskForm(
  path: string,
  fields: Record<string, string | string[]> = {},
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) form.append(name, one);
  }
  form.append('file', await openAsBlob(path), basename(path));
  return form;
}

/** Makes a task of a recording. @returns its id */
export async function uploadTask(client: Client, path: string, fields = {}): Promise<string> {
  const form = await taskForm(path, fields);
  const { status, body } = await client.call<{ id: string }>('POST', '/tasks', { form });
  if (status !== 202) throw new Error(`The upload answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

/** Waits for the end of an extraction, whichever it is. */
export async function extractionEnd(
  client: Client,
  id: string,
  timeoutMs = 120_000,
): Promise<ExtractionBody> {
  const look = async () => {
    const { body } = await client.get<ExtractionBody>(`/tasks/${id}/extraction`);
    return ['completed', 'failed', 'rejected'].includes(body.status) && body;
  };
  return waitFor(`the end of extraction ${id}`, look, timeoutMs);
}

export async function readTask(client: Client, id: string): Promise<TaskBody> {
  const { status, body } = await client.get<TaskBody>(`/tasks/${id}`);
  if (status !== 200) throw new Error(`The task answered ${status}`);
  return body;
}

/**
 * How a prompt's span lies to the words that it quotes, as they were really spoken: seconds by which it begins before the
 * first and ends after the last of them. Negative where words stick out.
 *
 * @throws Error where the words were not spoken, one after the other
 */
export function spanMargins({ source }: PromptBody, words: readonly SpokenWord[]) {
  const quoted = (source?.quote ?? '').split(' ').map(letterKey);
  const spoken = words.map(({ text }) => letterKey(text));
  const at = spoken.findIndex((_, index) =>
    quoted.every((word, offset) => spoken[index + offset] === word),
  );
  const [first, last] = [words[at], words[at + quoted.length - 1]];
  if (!source || !first || !last) throw new Error(`Nobody said: ${source?.quote}`);
  return {
    before: first.startSeconds - source.start_seconds,
    after: source.end_seconds - last.endSeconds,
  };
}
