import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { Problem } from './problem.ts';

const parse = bodyParser({
  enableTypes: ['json'],
  jsonLimit: '1mb',
  encoding: 'utf-8',
  onError: (error) => {
    const { type, status } = error as Error & { type?: string; status?: number };
    if (type === 'entity.too.large' || status === 413) throw new Problem('payload_too_large');
    throw new Problem('malformed_request', { detail: 'The body is not valid JSON.', cause: error });
  },
});

/**
 * @throws Problem `unsupported_media_type`, `payload_too_large`, or `malformed_request` for what is not a JSON object
 */
export async function readJsonBody(ctx: Context): Promise<unknown> {
  if (!ctx.is('application/json', 'application/*+json')) {
    const hasBody = ctx.length !== undefined && ctx.length > 0;
    if (hasBody) throw new Problem('unsupported_media_type', { detail: 'Send application/json.' });
    throw new Problem('malformed_request', { detail: 'A JSON body is required.' });
  }
  await parse(ctx, async () => undefined);
  return ctx.request.body;
}
