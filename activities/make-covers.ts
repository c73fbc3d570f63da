import { createWriteStream } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Audiobook } from '../db/entities/audiobook.ts';
import { newId } from '../db/new-id.ts';
import { coverKeyOfSize, coverSizes, coverWidthsPixels } from '../domain/cover-size.ts';
import { imageFormats, sniffImageFormat, type ImageFormat } from '../domain/image-format.ts';
import { imageHeadBytes, isDecodable, readImageSize } from '../domain/image-size.ts';
import type { Deps } from '../platform/deps.ts';
import { MediaToolError } from '../platform/media/run-tool.ts';
import { scaleImage } from '../platform/media/scale-image.ts';
import { startPulse } from './activity-progress.ts';

export function createMakeCovers(deps: Pick<Deps, 'orm' | 'storage' | 'sources' | 'log'>) {
  const { orm, storage, sources } = deps;

  /**
   * Makes the smaller sizes of an audiobook's cover. One that cannot be decoded, or claims more pixels than are decoded
   * here, stays as it is. Done again, it replaces what is there.
   */
  return async function makeCovers({ audiobookId }: { audiobookId: string }): Promise<void> {
    using pulse = startPulse({ phase: 'encoding' });
    const { coverKey } = await orm.em.fork().findOneOrFail(Audiobook, { id: audiobookId });
    if (!coverKey || !(await storage.head(coverKey))) return;
    const path = await sources.scratchFile(`cover-${newId()}`);
    const outputs = coverSizes.map((size) => ({
      size,
      path: `${path}-${size}.jpg`,
      widthPixels: coverWidthsPixels[size],
    }));
    try {
      const picture = await storage.get(coverKey, { signal: pulse.signal });
      await pipeline(picture, createWriteStream(path), { signal: pulse.signal });
      const format = await decodableFormat(path);
      if (!format) return deps.log.warn({ audiobookId }, 'cover too large to be decoded');
      await scaleImage({ path, format, outputs }, pulse.signal);
      const { contentType } = imageFormats.jpeg;
      for (const output of outputs) {
        const key = coverKeyOfSize(coverKey, output.size);
        await storage.put(key, await readFile(output.path), contentType);
      }
    } catch (error) {
      if (!(error instanceof MediaToolError)) throw error;
      deps.log.warn({ err: error, audiobookId }, 'cover not scaled');
    } finally {
      const written = [path, ...outputs.map((output) => output.path)];
      await Promise.all(written.map((file) => rm(file, { force: true })));
    }
  };
}

async function decodableFormat(path: string): Promise<ImageFormat | null> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(imageHeadBytes), 0, imageHeadBytes, 0);
  const head = buffer.subarray(0, bytesRead);
  const format = sniffImageFormat(head);
  const size = format && readImageSize(head, format);
  return size && isDecodable(size) ? format : null;
}
