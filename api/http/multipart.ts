import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { Context } from 'koa';
import { Problem } from './problem.ts';

const maxFieldBytes = 64 * 1024;
const maxFields = 100;
const maxFiles = 10;

export interface IncomingFile {
  /** As the client named it, without folders; for showing only. */
  fileName: string;
  stream: Readable;
}

export interface FileRule {
  maxBytes: number;
  /** Takes the stream to its end. What it leaves behind on a failure the caller removes. */
  take(file: IncomingFile): Promise<void>;
}

/**
 * Reads a `multipart/form-data` body as it streams in; no file is ever held whole in memory or on disk here.
 *
 * @param files by field name, each at most once; other file fields are refused
 * @returns the text fields, each with all of its values
 * @throws Problem `unsupported_media_type`, `malformed_request`, `payload_too_large`, `validation_failed`, or whatever
 * a file's `take` throws
 * Source: RFC 7578
 */
export async function readForm(
  ctx: Context,
  files: Record<string, FileRule>,
): Promise<Map<string, string[]>> {
  if (!ctx.is('multipart/form-data')) {
    throw new Problem('unsupported_media_type', { detail: 'Send multipart/form-data.' });
  }
  const fields = new Map<string, string[]>();
  const taken = new Map<string, Promise<void>>();
  const incoming: Readable[] = [];
  const stop = new AbortController();
  const busboy = createBusboy(ctx);
  busboy.on('field', (name, value, _nameTruncated, isTruncated) => {
    if (isTruncated) stop.abort(tooLarge(`The field ${name} is too long.`));
    fields.set(name, [...(fields.get(name) ?? []), value]);
  });
  busboy.on('file', (name, stream, fileName) => {
    const rule = files[name];
    incoming.push(stream);
    stream.on('error', ignore);
    if (!rule || taken.has(name)) {
      stream.resume();
      stop.abort(unexpectedFile(name, rule ? 'sent more than once' : 'not a file field'));
      return;
    }
    const work = takeFile(rule, name, { fileName: baseName(fileName), stream });
    work.catch((error: unknown) => stop.abort(error));
    taken.set(name, work);
  });
  for (const event of ['partsLimit', 'fieldsLimit', 'filesLimit'] as const) {
    busboy.on(event, () => stop.abort(tooLarge('The form has too many parts.')));
  }
  try {
    await pipeline(ctx.req, busboy, { signal: stop.signal });
    await Promise.all(taken.values());
  } catch (error) {
    const cause: unknown = stop.signal.aborted ? stop.signal.reason : error;
    // The parser is gone: a taker that waits for more of its file would wait for ever.
    for (const stream of incoming) stream.destroy(new Error('The form ended early'));
    await Promise.allSettled(taken.values());
    throw ctx.res.destroyed ? endedEarly(cause) : formError(cause);
  }
  return fields;
}

/** Whoever reads a stream hears of its error; one that nobody reads must not end the process. */
function ignore(): void {}

function createBusboy(ctx: Context): BusboyInstance {
  const contentType = ctx.get('content-type');
  const limits = { fieldSize: maxFieldBytes, fields: maxFields, files: maxFiles, parts: 120 };
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch (error) {
    const detail = 'The multipart boundary is missing.';
    throw new Problem('malformed_request', { detail, cause: error });
  }
}

async function takeFile(rule: FileRule, name: string, { fileName, stream }: IncomingFile) {
  let sizeBytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      const fits = sizeBytes <= rule.maxBytes;
      done(fits ? null : tooLarge(`The ${name} is larger than ${rule.maxBytes} bytes.`), chunk);
    },
  });
  const piped = pipeline(stream, bounded);
  const [passed, consumed] = await Promise.allSettled([
    piped,
    rule.take({ fileName, stream: bounded }).catch((error: unknown) => {
      bounded.destroy(error as Error);
      throw error;
    }),
  ]);
  // The bound's own word comes first: the taker only saw its stream break.
  if (passed.status === 'rejected' && passed.reason instanceof Problem) throw passed.reason;
  if (consumed.status === 'rejected') throw consumed.reason;
  if (passed.status === 'rejected') throw passed.reason;
}

function tooLarge(detail: string): Problem {
  return new Problem('payload_too_large', { detail });
}

function unexpectedFile(name: string, message: string): Problem {
  return new Problem('validation_failed', { details: [{ path: `form.${name}`, message }] });
}

function baseName(fileName: string | undefined): string {
  const name = fileName?.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\p{Cc}+/gu, '').slice(0, 255);
}

/** A client that leaves in the middle, or sends half a form, is no failure of ours. */
function formError(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const left = code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET';
  if (!left && !/unexpected end|terminated|multipart|malformed/i.test(message)) return error;
  return endedEarly(error);
}

function endedEarly(cause: unknown): Problem {
  return new Problem('malformed_request', { detail: 'The form ended early.', cause });
}
