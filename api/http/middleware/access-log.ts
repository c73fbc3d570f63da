import type { Context, Middleware, Next } from 'koa';
import type { Logger } from '../../../platform/logger.ts';
import { whenClosed } from '../when-closed.ts';
import { requestIdOf } from './request-id.ts';

/** One line a request, once it is answered. The query stays out of it: links carry tokens there. */
export function accessLog(log: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    const startedAt = performance.now();
    await next();
    whenClosed(ctx.res, () => {
      log.info(
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
