import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { invalidRequest, OpenAiError } from '../openai-error.ts';

/** OpenAI counts the whole request, not the file alone. */
const maxRequestBytes = 26_214_400;

export interface UploadedFile {
  path: string;
  name: string;
  sha256: string;
  sizeBytes: number;
}

export interface Upload {
  /** Every value of every field, `name[]` under `name`. */
  fields: Map<string, string[]>;
  file: UploadedFile | null;
}

/**
 * Reads a multipart request; the file goes to `directory`, and its removal is the caller's.
 *
 * @throws OpenAiError 400 where it is no multipart form, 413 over 25 MiB (after reading it all, as OpenAI does)
 */
export async function receiveUpload(request: IncomingMessage, directory: string): Promise<Upload> {
  const upload: Upload = { fields: new Map(), file: null };
  const stop = new AbortController();
  const savings: Promise<void>[] = [];
  try {
    const form = openForm(request);
    form.on('field', (name, value) => {
      const key = name.replace(/\[\]$/, '');
      upload.fields.set(key, [...(upload.fields.get(key) ?? []), value]);
    });
    form.on('file', (field, stream, name) => {
      if (field === 'file' && !upload.file) {
        upload.file = { path: join(directory, randomUUID()), name, sha256: '', sizeBytes: 0 };
        savings.push(saveFile(stream, upload.file, stop.signal));
      } else {
        stream.resume();
      }
    });
    const bytes = await feed(request, form);
    await Promise.all(savings);
    if (bytes > maxRequestBytes) throw tooLarge(bytes);
    return upload;
  } catch (error) {
    stop.abort();
    request.resume();
    await Promise.allSettled(savings);
    await removeUpload(upload);
    if (error instanceof OpenAiError) throw error;
    throw invalidRequest(`Could not parse multipart form: ${String(error)}`);
  }
}

export async function removeUpload({ file }: Upload): Promise<void> {
  if (file) await rm(file.path, { force: true });
}

function openForm(request: IncomingMessage): BusboyInstance {
  const contentType = request.headers['content-type'] ?? '';
  return new Busboy({ headers: { ...request.headers, 'content-type': contentType } });
}

/** Resolves with the bytes of the request when all of it has been parsed. */
function feed(request: IncomingMessage, form: BusboyInstance): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('close', () => {
    if (!request.complete) reject(new Error('the connection closed early'));
  });
  form.on('finish', () => resolve(bytes));
  form.on('error', reject);
  // Not stream.pipeline, which would close the connection on an error and leave no way to answer.
  request.pipe(form);
  return promise;
}

async function saveFile(stream: Readable, file: UploadedFile, signal: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      file.sizeBytes += chunk.length;
      hash.update(chunk);
      // What is over the limit is read, because OpenAI reads it, but not kept.
      done(null, file.sizeBytes > maxRequestBytes ? undefined : chunk);
    },
  });
  await pipeline(stream, meter, createWriteStream(file.path), { signal });
  file.sha256 = hash.digest('hex');
}

function tooLarge(bytes: number): OpenAiError {
  return new OpenAiError(413, {
    message: `Maximum content size limit (${maxRequestBytes}) exceeded (${bytes} bytes read)`,
    type: 'server_error',
    param: null,
    code: null,
  });
}
