import type { Context } from 'koa';
import type { AudioFormat } from '../../domain/audio-format.ts';
import { imageFormats, sniffImageFormat } from '../../domain/image-format.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import type { Storage } from '../../platform/storage.ts';
import { readForm, type IncomingFile } from '../http/multipart.ts';
import { peek } from '../http/peek.ts';
import { Problem } from '../http/problem.ts';
import { discard, storeAudio, storeStream, type StoredAudio } from '../http/store-audio.ts';

const maxAudioBytes = 20 * 2 ** 30;
const maxCoverBytes = 10 * 2 ** 20;

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

  async function takeCover({ stream }: IncomingFile): Promise<void> {
    const { head, whole } = await peek(stream, 12);
    const format = sniffImageFormat(head);
    if (!format) throw new Problem('unsupported_image');
    coverKey = storageKeys.audiobookCover(audiobookId, format);
    stored.push(coverKey);
    await storeStream(
      storage,
      coverKey,
      whole,
      imageFormats[format].contentType,
      clientLeft.signal,
    );
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
