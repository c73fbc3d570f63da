import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { Problem } from './problem.ts';

/** The strong entity tag of a numbered version. Source: RFC 9110 §8.8.3. */
export function versionTag(version: number): string {
  return `"${version}"`;
}

/** The tag of what shows more than is edited of it: the version, and a digest of all that is shown. */
export function contentTag(version: number, body: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 10);
  return `"${version}.${digest}"`;
}

/**
 * Lets a change through where `If-Match` names this version by a `contentTag`, or is not there. That only the rest is
 * another, ratings say, is no reason to refuse it.
 *
 * @throws Problem `precondition_failed` (412)
 */
export function requireVersion(ctx: Context, version: number): void {
  const wanted = ctx.get('if-match').trim();
  if (wanted === '' || wanted === '*') return;
  const versions = tagsIn(wanted).map((tag) => /^"(\d+)\./.exec(tag)?.[1]);
  if (!versions.includes(String(version))) throw new Problem('precondition_failed');
}

/**
 * Lets a change through where the client names the current state, or none at all.
 *
 * @throws Problem `precondition_failed` (412). Source: RFC 9110 §13.1.1; weak tags never match.
 */
export function requireMatch(ctx: Context, tag: string): void {
  const wanted = ctx.get('if-match').trim();
  if (wanted === '' || wanted === '*' || tagsIn(wanted).includes(tag)) return;
  throw new Problem('precondition_failed', { headers: { ETag: tag } });
}

/** Whether the client holds this state already: answer 304. Source: RFC 9110 §13.1.2. */
export function isUnchanged(ctx: Context, tag: string): boolean {
  const held = ctx.get('if-none-match').trim();
  return held === '*' || tagsIn(held.replaceAll('W/', '')).includes(tag);
}

function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}
