import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  audioFormats,
  sniffAudioFormat,
  sniffLengthBytes,
  type AudioFormat,
} from '../../domain/audio-format.ts';
import type { Storage } from '../../platform/storage.ts';
import type { IncomingFile } from './multipart.ts';
import { peek } from './peek.ts';
import { Problem } from './problem.ts';

export interface StoredAudio {
  key: string;
  format: AudioFormat;
  /** As the client named it; for showing only. */
  fileName: string;
  sizeBytes: number;
  sha256: string;
}

/**
 * Streams a recording into the object storage. What it is, its first bytes say; its name counts for nothing. When
 * anything is wrong, nothing of it stays there.
 *
 * @param keyFor the object's key, once the format is known
 * @throws Problem `unsupported_audio`
 */
export async function storeAudio(
  storage: Storage,
  { fileName, stream }: IncomingFile,
  keyFor: (format: AudioFormat) => string,
  signal: AbortSignal,
): Promise<StoredAudio> {
  const { head, whole } = await peek(stream, sniffLengthBytes);
  const format = sniffAudioFormat(head);
  if (!format) throw new Problem('unsupported_audio');
  const key = keyFor(format);
  try {
    const { contentType } = audioFormats[format];
    return {
      key,
      format,
      fileName,
      ...(await storeStream(storage, key, whole, contentType, signal)),
    };
  } catch (error) {
    await discard(storage, [key]);
    throw error;
  }
}

/** Stores a stream, and measures it on its way. */
export async function storeStream(
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

/** Removes what an upload has stored; what cannot be removed now is left to the sweep of stale uploads. */
export async function discard(storage: Storage, keys: (string | null)[]): Promise<void> {
  const present = keys.filter((key) => key !== null);
  await Promise.allSettled(present.map((key) => storage.delete(key)));
}
