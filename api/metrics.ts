import { Router } from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { whenClosed } from './http/when-closed.ts';

/** Prometheus metrics of this process. */
export function createMetrics(): { measure: Middleware; router: Router } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'lector_http_request_duration_seconds',
    help: 'Time until an answer was complete, by operation',
    labelNames: ['operation', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  async function measure(ctx: Context, next: Next): Promise<void> {
    const stop = durations.startTimer();
    await next();
    const operation = (ctx as Context & { _matchedRouteName?: string })._matchedRouteName ?? 'none';
    whenClosed(ctx.res, () => {
      stop({ operation, method: ctx.method, status: String(ctx.status) });
    });
  }

  const router = new Router();
  router.get('metrics', '/metrics', async (ctx: Context) => {
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  return { measure, router };
}
