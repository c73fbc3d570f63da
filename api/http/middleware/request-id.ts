import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';

/** Gives every request an id, the caller's own where it is a plain one, and sends it back. */
export async function requestId(ctx: Context, next: Next): Promise<void> {
  const given = ctx.get('x-request-id');
  ctx.state.requestId = /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId as string);
  await next();
}

export function requestIdOf(ctx: Context): string {
  return ctx.state.requestId as string;
}
