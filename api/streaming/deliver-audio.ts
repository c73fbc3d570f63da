import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { z } from 'zod';
import { inlineDisposition } from '../../domain/content-disposition.ts';
import type { StoredObject } from '../../platform/storage.ts';
import type { ApiDeps } from '../api-deps.ts';
import { isUnchanged } from '../http/entity-tag.ts';
import { Problem } from '../http/problem.ts';
import { ifRangeHolds, parseRange } from '../http/ranges.ts';
import type { Reply } from '../http/route.ts';
import { whenClosed } from '../http/when-closed.ts';
import { audioLinkSchema, type deliveryQuery } from './schema.ts';

export interface AudioFile {
  key: string;
  fileName: string;
  contentType: string;
}

export const audioResponses = {
  200: {
    description: 'The whole file, or a link to it',
    contentType: 'audio/*',
    json: audioLinkSchema,
  },
  206: { description: 'The range asked for', contentType: 'audio/*' },
  302: { description: 'To a presigned URL' },
  304: { description: 'Still as you have it' },
} as const;

interface Delivery {
  ctx: Context;
  deps: Pick<ApiDeps, 'storage' | 'config'>;
  query: z.output<typeof deliveryQuery>;
}

/**
 * Hands a file out the way that the client asked for. HEAD is answered here whatever was asked for: a URL presigned for
 * GET cannot be asked with HEAD.
 */
export async function deliverAudio(
  { ctx, deps, query }: Delivery,
  file: AudioFile,
): Promise<Reply<typeof audioResponses>> {
  if (ctx.method === 'HEAD' || query.delivery === 'proxy') return proxy(ctx, deps, file);
  const expiresInSeconds = deps.config.auth.linkTtlSeconds;
  const expiresAt = new Date(Date.now() + expiresInSeconds * 1000).toISOString();
  const url = await deps.storage.presignDownload({
    ...file,
    expiresInSeconds,
    disposition: 'inline',
  });
  const headers = { 'Cache-Control': 'private, no-store' };
  if (query.delivery === 'redirect') return { status: 302, headers: { ...headers, Location: url } };
  const link = { url, content_type: file.contentType, expires_at: expiresAt };
  return { status: 200, headers, body: link };
}

async function proxy(
  ctx: Context,
  { storage }: Delivery['deps'],
  file: AudioFile,
): Promise<Reply<typeof audioResponses>> {
  const object = await storage.head(file.key);
  if (!object) throw new Problem('not_found', { detail: 'The audio is gone.' });
  const headers = describe(file, object);
  if (isUnchanged(ctx, object.etag)) return { status: 304, headers };
  // Range is defined for GET alone.
  const range = ctx.method === 'HEAD' ? null : requestedRange(ctx, object);
  if (range === 'unsatisfiable') {
    const contentRange = { 'Content-Range': `bytes */${object.sizeBytes}` };
    throw new Problem('range_not_satisfiable', { headers: contentRange });
  }
  const { first, last } = range ?? { first: 0, last: object.sizeBytes - 1 };
  headers['Content-Length'] = String(last - first + 1);
  if (!range) return { status: 200, headers, body: await open(ctx, storage, file.key, object) };
  headers['Content-Range'] = `bytes ${first}-${last}/${object.sizeBytes}`;
  const body = await open(ctx, storage, file.key, object, `bytes=${first}-${last}`);
  return { status: 206, headers, body };
}

function describe(file: AudioFile, object: StoredObject): Record<string, string> {
  return {
    'Content-Type': file.contentType,
    'Content-Disposition': inlineDisposition(file.fileName),
    'Accept-Ranges': 'bytes',
    'Last-Modified': object.modifiedAt.toUTCString(),
    'Cache-Control': 'private, no-cache',
    ETag: object.etag,
  };
}

function requestedRange(ctx: Context, object: StoredObject) {
  const header = ctx.get('range');
  if (header === '' || !ifRangeHolds(ctx.get('if-range'), object)) return null;
  return parseRange(header, object.sizeBytes);
}

/** From socket to socket; when the client leaves, the request to the storage ends with it. */
async function open(
  ctx: Context,
  storage: ApiDeps['storage'],
  key: string,
  { etag }: StoredObject,
  range?: string,
): Promise<Readable> {
  if (ctx.method === 'HEAD') return Readable.from([]);
  const left = new AbortController();
  whenClosed(ctx.res, () => left.abort());
  return storage.get(key, { range, etag, signal: left.signal });
}
