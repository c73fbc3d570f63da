import type { Context } from 'koa';
import { Problem } from './problem.ts';

/** The strong entity tag of a numbered version. Source: RFC 9110 §8.8.3. */
export function versionTag(version: number): string {
  return `"${version}"`;
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
