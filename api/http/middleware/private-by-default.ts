import type { Context, Next } from 'koa';

/** What an answer may be kept for, unless its operation says otherwise: nothing. RFC 9111 §5.2.2.5. */
export async function privateByDefault(ctx: Context, next: Next): Promise<void> {
  await next();
  if (!ctx.response.get('Cache-Control')) ctx.set('Cache-Control', 'no-store');
}
