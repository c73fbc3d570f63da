import type { Context, Next } from 'koa';

/** `/cart/` means `/cart`, everywhere. */
export async function trailingSlash(ctx: Context, next: Next): Promise<void> {
  if (ctx.path.length > 1 && ctx.path.endsWith('/')) ctx.path = ctx.path.replace(/\/+$/, '') || '/';
  await next();
}
