import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LectorFailure } from '../../../domain/failure.ts';
import type { JobNote, SpeechRequest } from '../../../platform/speech/provider.ts';
import { wav } from '../../dev/ai/speech-file.ts';
import { speak } from '../../dev/tone/tone-samples.ts';

/** A note that outlives a try, as the one in Postgres does. */
export interface KeptNote extends JobNote {
  value: unknown;
}

export function keptNote(): KeptNote {
  const note: KeptNote = {
    value: null,
    read: () => Promise.resolve(note.value),
    write: (value) => {
      note.value = structuredClone(value);
      return Promise.resolve();
    },
  };
  return note;
}

/** A request whose audio speaks the text, in a file of `directory`. */
export async function requestFor(
  directory: string,
  text: string,
  rest: Partial<SpeechRequest> = {},
): Promise<SpeechRequest> {
  const path = join(directory, 'chunk.wav');
  const { speech, samples } = speak(text);
  await writeFile(path, wav(samples));
  return {
    path,
    model: 'universal-3-5-pro',
    durationSeconds: speech.durationSeconds,
    language: null,
    prompt: '',
    jobNote: keptNote(),
    ...rest,
  };
}

/** What a try failed with; throws where it did not fail, or not as a LectorFailure. */
export async function failureOf(attempt: Promise<unknown>): Promise<LectorFailure> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof LectorFailure) return error;
    throw error;
  }
  throw new Error('the try succeeded');
}
