import type { Context, Middleware, Next } from 'koa';
import type { ProblemCode } from '../../../domain/errors.ts';
import { redactSecrets } from '../../../domain/redact-secrets.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Problem } from '../problem.ts';
import { requestIdOf } from './request-id.ts';

const codeByStatus: Record<number, ProblemCode> = {
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
};

/** Writes every error as problem+json. What nobody foresaw is logged here and shows nothing of itself. */
export function problemHandler(log: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) throw new Problem('not_found');
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) {
        log.error({ err: withoutSecrets(error), requestId: requestIdOf(ctx) }, 'request failed');
      }
      write(ctx, problem);
    }
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = exposedStatus(error);
  if (status !== null)
    return new Problem(codeByStatus[status] ?? 'malformed_request', { cause: error });
  return new Problem('internal_error', { cause: error });
}

/** Errors of Koa and its middleware say by `expose` that their status is meant for the client. */
function exposedStatus(error: unknown): number | null {
  const { status, expose } = Object(error) as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && status < 500 && expose === true ? status : null;
}

function write(ctx: Context, problem: Problem): void {
  // What is left of the body nobody will read; the connection cannot be used again.
  if (!ctx.req.complete) ctx.set('Connection', 'close');
  ctx.status = problem.status;
  ctx.set(problem.headers);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = JSON.stringify(problem.toBody(ctx.path, requestIdOf(ctx)));
  ctx.type = 'application/problem+json';
}

function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return redactSecrets(String(error));
  const copy = new Error(redactSecrets(error.message));
  copy.name = error.name;
  copy.stack = redactSecrets(error.stack ?? '');
  return copy;
}
