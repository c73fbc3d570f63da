import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AssemblyAiError } from './assemblyai-error.ts';
import type { Upload } from './stand-in.ts';

const maxBytes = 2_200_000_000;

/**
 * Keeps the body of `POST /v2/upload`, which is the audio as it is.
 *
 * @throws AssemblyAiError 400 where there is none, 413 over 2.2 GB
 */
export async function receiveUpload(
  request: IncomingMessage,
  directory: string,
  apiKey: string,
): Promise<Upload> {
  const id = randomUUID();
  const path = join(directory, id);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      hash.update(chunk);
      done(null, sizeBytes > maxBytes ? undefined : chunk);
    },
  });
  await pipeline(request, meter, createWriteStream(path));
  if (sizeBytes === 0 || sizeBytes > maxBytes) {
    await rm(path, { force: true });
    if (sizeBytes === 0) throw new AssemblyAiError(400, 'Upload failed, the body is empty');
    throw new AssemblyAiError(413, 'Upload failed, the file is larger than 2.2GB');
  }
  const url = `http://${request.headers.host ?? 'stand-in'}/upload/${id}`;
  return { apiKey, url, path, sha256: hash.digest('hex'), sizeBytes };
}
