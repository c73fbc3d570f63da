import type { Context } from 'koa';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { ImageFormat } from '../../domain/image-format.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import type { Storage } from '../../platform/storage.ts';
import { readForm, type IncomingFile } from '../http/multipart.ts';
import { Problem } from '../http/problem.ts';
import { discard, storeAudio, type StoredAudio } from '../http/store-audio.ts';
import { maxCoverBytes, storeCover } from './store-cover.ts';

const maxAudioBytes = 20 * 2 ** 30;

export interface ReceivedUpload {
  fields: Map<string, string[]>;
  audio: StoredAudio;
  coverKey: string | null;
}

/**
 * Streams an upload's files into the object storage, under keys of the audiobook that is about to be. When anything is
 * wrong, nothing of it stays there.
 *
 * @throws Problem `unsupported_audio`, `unsupported_image`, and those of `readForm`
 */
export async function receiveUpload(
  ctx: Context,
  storage: Storage,
  audiobookId: string,
): Promise<ReceivedUpload> {
  const stored: string[] = [];
  const clientLeft = new AbortController();
  ctx.req.once('aborted', () => clientLeft.abort(new Error('The client left')));
  let audio: ReceivedUpload['audio'] | null = null;
  let coverKey: string | null = null;

  async function takeAudio(file: IncomingFile): Promise<void> {
    const keyFor = (format: AudioFormat) => storageKeys.audiobookSource(audiobookId, format);
    audio = await storeAudio(storage, file, keyFor, clientLeft.signal);
    stored.push(audio.key);
  }

  async function takeCover(file: IncomingFile): Promise<void> {
    const keyFor = (format: ImageFormat) => storageKeys.audiobookCover(audiobookId, format);
    coverKey = await storeCover(storage, file, keyFor, clientLeft.signal);
    stored.push(coverKey);
  }

  try {
    const fields = await readForm(ctx, {
      file: { maxBytes: maxAudioBytes, take: takeAudio },
      cover: { maxBytes: maxCoverBytes, take: takeCover },
    });
    if (!audio) {
      const details = [{ path: 'form.file', message: 'the recording is missing' }];
      throw new Problem('validation_failed', { details });
    }
    return { fields, audio, coverKey };
  } catch (error) {
    await discard(storage, stored);
    throw error;
  }
}
