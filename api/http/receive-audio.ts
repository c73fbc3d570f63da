import type { Context } from 'koa';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { Storage } from '../../platform/storage.ts';
import { readForm } from './multipart.ts';
import { Problem } from './problem.ts';
import { discard, storeAudio, type StoredAudio } from './store-audio.ts';

interface AudioRule {
  maxBytes: number;
  /** The object's key; a Problem thrown here refuses the format. */
  keyFor(format: AudioFormat): string;
}

/**
 * Reads a form with one recording in its field `file`, and streams that into the object storage. When anything is wrong,
 * nothing of it stays there.
 *
 * @returns the text fields, each with all of its values, and where the recording lies
 * @throws Problem `unsupported_audio`, `validation_failed` where there is no file, and those of `readForm`
 */
export async function receiveAudio(
  ctx: Context,
  storage: Storage,
  { maxBytes, keyFor }: AudioRule,
): Promise<{ fields: Map<string, string[]>; audio: StoredAudio }> {
  const clientLeft = new AbortController();
  ctx.req.once('aborted', () => clientLeft.abort(new Error('The client left')));
  const stored: StoredAudio[] = [];
  try {
    const fields = await readForm(ctx, {
      file: {
        maxBytes,
        take: async (file) => {
          stored.push(await storeAudio(storage, file, keyFor, clientLeft.signal));
        },
      },
    });
    const [audio] = stored;
    if (audio) return { fields, audio };
    const details = [{ path: 'form.file', message: 'the recording is missing' }];
    throw new Problem('validation_failed', { details });
  } catch (error) {
    await discard(
      storage,
      stored.map(({ key }) => key),
    );
    throw error;
  }
}
