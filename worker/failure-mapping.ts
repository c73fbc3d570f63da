import type { Context } from '@temporalio/activity';
import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { failures, type FailureCode } from '../domain/errors.ts';
import { LectorFailure } from '../domain/failure.ts';
import { redactSecrets } from '../domain/redact-secrets.ts';

/**
 * Every error leaves an activity as an ApplicationFailure whose type is a code of the catalogue, non-retryable where the
 * catalogue says permanent, with the wait that the other side asked for, and without secrets.
 */
export function failureMapping(context: Context): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        throw mapFailure(error, context);
      }
    },
  };
}

export function mapFailure(
  error: unknown,
  {
    cancellationSignal,
    cancellationDetails,
  }: Pick<Context, 'cancellationSignal' | 'cancellationDetails'>,
): unknown {
  if (cancellationSignal.aborted) {
    // A person's cancel must arrive as one; a stopping worker's must not look like it.
    if (!cancellationDetails?.workerShutdown) return cancellationSignal.reason;
    return toApplicationFailure('worker_shutting_down', failures.worker_shutting_down.title, error);
  }
  if (error instanceof TemporalFailure) return error;
  if (error instanceof LectorFailure) {
    return toApplicationFailure(error.code, error.message, error.cause, error.retryAfterMs);
  }
  const code = isStorageError(error) ? 'storage_unavailable' : 'internal_failure';
  return toApplicationFailure(code, error instanceof Error ? error.message : String(error), error);
}

function toApplicationFailure(
  code: FailureCode,
  message: string,
  cause: unknown,
  retryAfterMs?: number,
): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message: redactSecrets(message).slice(0, 2000),
    nonRetryable: failures[code].permanent,
    ...(cause instanceof Error ? { cause: briefCause(cause) } : {}),
    ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
  });
}

/** The cause for a person to read in the UI: its name, message and stack, not the requests that hang on it. */
function briefCause(cause: Error): Error {
  const brief = new Error(redactSecrets(cause.message).slice(0, 2000));
  brief.name = cause.name;
  brief.stack = redactSecrets(cause.stack ?? '').slice(0, 4000);
  return brief;
}

/** Whatever the AWS SDK throws carries its `$metadata`. */
function isStorageError(error: unknown): boolean {
  return error instanceof Error && '$metadata' in error;
}
