import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { isUnchanged } from './entity-tag.ts';
import type { SharedAnswer } from './response-cache.ts';

/** One key for all spellings of a query. */
export function sharedKey(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.querystring);
  parameters.sort();
  return `${ctx.path}?${parameters.toString()}`;
}

/** @param etag where the state has a tag of its own; else it is made of the text */
export function toSharedAnswer(
  body: unknown,
  { ETag: etag, ...headers }: Record<string, string>,
  shows: readonly string[],
): SharedAnswer {
  const bytes = Buffer.from(JSON.stringify(body));
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { body: bytes, etag: etag ?? `"${digest}"`, headers, shows };
}

/** Caches may keep it, and ask each time whether it still holds: 304 without a body if so. RFC 9111 §5.2.2.4. */
export function writeShared(ctx: Context, answer: SharedAnswer): void {
  ctx.set({ ...answer.headers, ETag: answer.etag, 'Cache-Control': 'public, no-cache' });
  if (isUnchanged(ctx, answer.etag)) {
    ctx.status = 304;
    return;
  }
  ctx.status = 200;
  ctx.type = 'application/json; charset=utf-8';
  ctx.body = answer.body;
}
