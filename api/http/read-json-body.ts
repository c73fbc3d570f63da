import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { Problem } from './problem.ts';

const jsonTypes = ['application/json', 'application/*+json'];

const parse = bodyParser({
  enableTypes: ['json'],
  extendTypes: { json: jsonTypes },
  jsonLimit: '1mb',
  encoding: 'utf-8',
  onError: (error) => {
    const { type, status } = error as Error & { type?: string; status?: number };
    if (type === 'entity.too.large' || status === 413) throw new Problem('payload_too_large');
    if (status === 415) throw new Problem('unsupported_media_type', { cause: error });
    throw new Problem('malformed_request', { detail: 'The body is not valid JSON.', cause: error });
  },
});

/**
 * @throws Problem `unsupported_media_type`, `payload_too_large`, or `malformed_request` for what is not a JSON object
 */
export async function readJsonBody(ctx: Context): Promise<unknown> {
  const type = ctx.is(jsonTypes);
  if (type === false && ctx.request.length !== 0) {
    throw new Problem('unsupported_media_type', { detail: 'Send application/json.' });
  }
  if (type) await parse(ctx, async () => undefined);
  if (!ctx.request.rawBody) {
    throw new Problem('malformed_request', { detail: 'A JSON body is required.' });
  }
  return ctx.request.body;
}
