import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { Problem } from '../http/problem.ts';

/** The entity tag of one audiobook: the version of what is edited of it, and a digest of all that is shown. */
export function audiobookTag(version: number, body: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 10);
  return `"${version}.${digest}"`;
}

/**
 * Lets a change through where `If-Match` names this version, or is not there. New ratings are no reason to refuse it:
 * the digest is left aside.
 *
 * @throws Problem `precondition_failed` (412)
 */
export function requireVersion(ctx: Context, version: number): void {
  const wanted = ctx.get('if-match').trim();
  if (wanted === '' || wanted === '*') return;
  const versions = wanted.split(',').map((tag) => /^"(\d+)\./.exec(tag.trim())?.[1]);
  if (!versions.includes(String(version))) throw new Problem('precondition_failed');
}
