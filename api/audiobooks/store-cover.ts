import { imageFormats, sniffImageFormat, type ImageFormat } from '../../domain/image-format.ts';
import { imageHeadBytes, isDecodable, readImageSize } from '../../domain/image-size.ts';
import type { Storage } from '../../platform/storage.ts';
import type { IncomingFile } from '../http/multipart.ts';
import { peek } from '../http/peek.ts';
import { Problem } from '../http/problem.ts';
import { discard, storeStream } from '../http/store-audio.ts';

export const maxCoverBytes = 10 * 2 ** 20;

/**
 * Streams a cover into the object storage, once its header has told what it is and how large: a few bytes can claim to be
 * pixels by the billion. When anything is wrong, nothing of it stays there.
 *
 * @param keyFor the object's key, once the format is known
 * @throws Problem `unsupported_image`
 */
export async function storeCover(
  storage: Storage,
  { stream }: IncomingFile,
  keyFor: (format: ImageFormat) => string,
  signal: AbortSignal,
): Promise<string> {
  const { head, whole } = await peek(stream, imageHeadBytes);
  const format = sniffImageFormat(head);
  if (!format) throw new Problem('unsupported_image');
  const size = readImageSize(head, format);
  if (!size || !isDecodable(size)) {
    throw new Problem('unsupported_image', { detail: 'It has too many pixels, or none.' });
  }
  const key = keyFor(format);
  try {
    await storeStream(storage, key, whole, imageFormats[format].contentType, signal);
    return key;
  } catch (error) {
    await discard(storage, [key]);
    throw error;
  }
}
