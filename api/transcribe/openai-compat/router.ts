import { Router } from '@koa/router';
import type { Context, Next } from 'koa';
import type { ApiDeps } from '../../api-deps.ts';
import { toOpenAiError } from './openai-error.ts';
import { transcribeCompatibly } from './transcribe.ts';

/**
 * What clients of OpenAI's transcription API call, at the address that they expect below a base URL: `/v1`. Errors are
 * in OpenAI's shape, too, so that such clients understand them. See docs/openai-compatible.md.
 */
export function openAiRouter(deps: ApiDeps): Router {
  const router = new Router({ prefix: '/v1' });
  router.use(openAiErrors(deps));
  router.post('transcribeCompatibly', '/audio/transcriptions', (ctx) =>
    transcribeCompatibly(ctx, deps),
  );
  return router;
}

function openAiErrors({ log }: Pick<ApiDeps, 'log'>) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (error) {
      const { status, headers, body } = toOpenAiError(error);
      // Somebody who has left gets no answer, and is no failure.
      if (status >= 500 && !ctx.res.destroyed) log.error({ err: error }, 'request failed');
      if (!ctx.req.complete) ctx.set('Connection', 'close');
      ctx.status = status;
      ctx.set(headers);
      ctx.body = body;
    }
  };
}
