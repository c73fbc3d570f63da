import type { Context, Middleware, Next } from 'koa';
import type { Logger } from '../../../platform/logger.ts';
import { whenClosed } from '../when-closed.ts';
import { requestIdOf } from './request-id.ts';

/**
 * One line a request, once it is answered. The query stays out of it: links carry tokens there. Probes that come every
 * few seconds, and find all well, are told only to those who debug.
 */
export function accessLog(log: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    const startedAt = performance.now();
    await next();
    whenClosed(ctx.res, () => {
      const level =
        /^\/(health|metrics)(\/|$)/.test(ctx.path) && ctx.status < 500 ? 'debug' : 'info';
      log[level](
        {
          requestId: requestIdOf(ctx),
          method: ctx.method,
          path: ctx.path,
          status: ctx.status,
          aborted: !ctx.res.writableFinished,
          durationMs: Math.round(performance.now() - startedAt),
        },
        'request',
      );
    });
  };
}
