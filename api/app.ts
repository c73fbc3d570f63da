import cors from '@koa/cors';
import Koa from 'koa';
import helmet from 'koa-helmet';
import { accountPagesRouter } from './account-pages/account-pages-router.ts';
import type { ApiDeps } from './api-deps.ts';
import { createApiDocument } from './api-document.ts';
import { docsRouter } from './docs/docs-router.ts';
import { healthRouter } from './health/health-router.ts';
import { accessLog } from './http/middleware/access-log.ts';
import { privateByDefault } from './http/middleware/private-by-default.ts';
import { problemHandler } from './http/middleware/problem-handler.ts';
import { requestId } from './http/middleware/request-id.ts';
import { trailingSlash } from './http/middleware/trailing-slash.ts';
import { Problem } from './http/problem.ts';
import { registerOperations } from './http/register-operations.ts';
import { createMetrics } from './metrics.ts';
import { operations } from './operations.ts';
import { openAiRouter } from './transcribe/openai-compat/router.ts';

/**
 * Every request, in this order: id → log → metrics → problems → headers → CORS → path → route. What a route does to it
 * (authenticate → count → parse → authorise → handle → check the answer) stands in `register-operations.ts`.
 */
export function createApp(deps: ApiDeps): Koa {
  const app = new Koa();
  const metrics = createMetrics();
  const { corsOrigins } = deps.config.http;
  app.silent = true;

  app.use(requestId);
  app.use(accessLog(deps.log));
  app.use(metrics.measure);
  app.use(problemHandler(deps.log));
  app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' } }));
  app.use(
    cors({
      origin: (ctx) => (corsOrigins.includes(ctx.get('origin')) ? ctx.get('origin') : ''),
      credentials: false,
      maxAge: 600,
      exposeHeaders: [
        'Accept-Ranges',
        'Content-Range',
        'ETag',
        'Link',
        'Location',
        'Retry-After',
        'X-Device-Token',
        'X-RateLimit-Limit',
        'X-RateLimit-Remaining',
        'X-RateLimit-Reset',
        'X-Request-Id',
      ],
    }),
  );
  app.use(privateByDefault);
  app.use(trailingSlash);

  const api = registerOperations(operations, deps);
  for (const router of [
    healthRouter(deps),
    metrics.router,
    docsRouter(createApiDocument()),
    accountPagesRouter(),
    openAiRouter(deps),
    api,
  ]) {
    app.use(router.routes());
  }
  app.use(
    api.allowedMethods({
      throw: true,
      methodNotAllowed: () => new Problem('method_not_allowed'),
      notImplemented: () => new Problem('method_not_allowed'),
    }),
  );
  return app;
}
