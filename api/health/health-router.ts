import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { ApiDeps } from '../api-deps.ts';
import { checkPart, partNames, type PartName } from './check-parts.ts';

/**
 * `/health/live`: the process answers. `/health/ready` and `/health`: so does all that it needs. `/health/<part>`: that
 * part; `/health/cache`: changes of the catalogue are heard of, with the figures of this process
 * (`books`: how many of them its lists come from; null while they come from the database). 200 when well, 503 when not.
 */
export function healthRouter(deps: ApiDeps): Router {
  const router = new Router({ prefix: '/health' });

  async function report(ctx: Context, names: PartName[]): Promise<void> {
    const parts = await Promise.all(
      names.map(async (name) => [name, await checkPart(deps, name)] as const),
    );
    const well = parts.every(([, part]) => part.status === 'ok');
    ctx.status = well ? 200 : 503;
    ctx.body = { status: well ? 'ok' : 'failing', parts: Object.fromEntries(parts) };
  }

  router.get('live', '/live', (ctx: Context) => {
    ctx.body = { status: 'ok' };
  });
  router.get('ready', '/ready', (ctx: Context) => report(ctx, partNames));
  router.get('health', '/', (ctx: Context) => report(ctx, partNames));
  // Without its cache the API is slower, not unwell: `ready` does not ask for it.
  router.get('cache', '/cache', (ctx: Context) => {
    const listening = deps.changes.isListening();
    ctx.status = listening ? 200 : 503;
    ctx.body = {
      status: listening ? 'ok' : 'failing',
      ...deps.responses.figures(),
      books: deps.catalogue.size(),
    };
  });
  for (const name of partNames) {
    router.get(name, `/${name}`, (ctx: Context) => report(ctx, [name]));
  }
  return router;
}
