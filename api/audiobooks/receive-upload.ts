import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from 'koa';
import {
  sniffAudioFormat,
  sniffLengthBytes,
  audioFormats,
  type AudioFormat,
} from '../../domain/audio-format.ts';
import { imageFormats, sniffImageFormat } from '../../domain/image-format.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import type { Storage } from '../../platform/storage.ts';
import { readForm, type IncomingFile } from '../http/multipart.ts';
import { peek } from '../http/peek.ts';
import { Problem } from '../http/problem.ts';

const maxAudioBytes = 20 * 2 ** 30;
const maxCoverBytes = 10 * 2 ** 20;

export interface ReceivedUpload {
  fields: Map<string, string[]>;
  audio: {
    key: string;
    format: AudioFormat;
    fileName: string;
    sizeBytes: number;
    sha256: string;
  };
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

  async function takeAudio({ fileName, stream }: IncomingFile): Promise<void> {
    const { head, whole } = await peek(stream, sniffLengthBytes);
    const format = sniffAudioFormat(head);
    if (!format) throw new Problem('unsupported_audio');
    const key = storageKeys.audiobookSource(audiobookId, format);
    stored.push(key);
    const { contentType } = audioFormats[format];
    const measured = await store(storage, key, whole, contentType, clientLeft.signal);
    audio = { key, format, fileName, ...measured };
  }

  async function takeCover({ stream }: IncomingFile): Promise<void> {
    const { head, whole } = await peek(stream, 12);
    const format = sniffImageFormat(head);
    if (!format) throw new Problem('unsupported_image');
    coverKey = storageKeys.audiobookCover(audiobookId, format);
    stored.push(coverKey);
    await store(storage, coverKey, whole, imageFormats[format].contentType, clientLeft.signal);
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

/** Removes what an upload has stored; what cannot be removed now is left to the sweep of stale uploads. */
export async function discard(storage: Storage, keys: (string | null)[]): Promise<void> {
  const present = keys.filter((key) => key !== null);
  await Promise.allSettled(present.map((key) => storage.delete(key)));
}

async function store(
  storage: Storage,
  key: string,
  stream: Readable,
  contentType: string,
  signal: AbortSignal,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  const put = storage.putStream(key, measure, contentType, signal).catch((error: unknown) => {
    measure.destroy(error as Error);
    throw error;
  });
  // Both have ended before anybody clears up behind them.
  const ends = await Promise.allSettled([pipeline(stream, measure, { signal }), put]);
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
  return { sizeBytes, sha256: hash.digest('hex') };
}
