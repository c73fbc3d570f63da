import { describe, expect, it } from '@jest/globals';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { failures, isFailureCode } from '../../domain/errors.ts';
import { LectorFailure } from '../../domain/failure.ts';
import { mapFailure } from '../../worker/failure-mapping.ts';

type Context = Parameters<typeof mapFailure>[1];

const working = { cancellationSignal: new AbortController().signal } as Context;

function map(error: unknown, context = working): ApplicationFailure {
  const mapped = mapFailure(error, context);
  if (mapped instanceof ApplicationFailure) return mapped;
  throw new Error(`Not an ApplicationFailure: ${String(mapped)}`);
}

function cancelled(details: object): Context {
  const controller = new AbortController();
  controller.abort(new CancelledFailure('cancelled'));
  return { cancellationSignal: controller.signal, cancellationDetails: details } as Context;
}

describe('errors that leave an activity', () => {
  it.each(Object.keys(failures).filter(isFailureCode))(
    '%s keeps its code and words, and is final where the catalogue says so',
    (code) => {
      const failure = map(new LectorFailure(code, 'What happened'));
      expect(failure).toMatchObject({
        type: code,
        message: 'What happened',
        nonRetryable: failures[code].permanent,
      });
      expect(failure.nextRetryDelay).toBeUndefined();
    },
  );

  it("take the provider's own wait along", () => {
    const failure = new LectorFailure('ai_rate_limited', 'Slow down', { retryAfterMs: 90_000 });
    expect(map(failure).nextRetryDelay).toBe(90_000);
  });

  it('tell the object storage from what nobody foresaw; both are tried again', () => {
    const storage = Object.assign(new Error('SlowDown'), { $metadata: { httpStatusCode: 503 } });
    expect(map(storage)).toMatchObject({ type: 'storage_unavailable', nonRetryable: false });
    for (const error of [new TypeError('x is not a function'), 'a text', undefined, null]) {
      expect(map(error)).toMatchObject({ type: 'internal_failure', nonRetryable: false });
    }
  });

  it('carry neither secrets nor the requests that hang on them', () => {
    const url = 'https://s3.local/book?X-Amz-Signature=abcdef123456&x=1';
    const cause = Object.assign(new Error(`GET ${url} with sk-abcdefghijkl`), {
      request: { headers: { authorization: 'Bearer abcdefghijkl' } },
    });
    const failure = map(
      new LectorFailure('ai_unavailable', 'postgres://me:hunter22@db refused eyJhbGciOiJF.e30.x', {
        cause,
      }),
    );
    const shown = JSON.stringify([failure.message, failure.stack, failure.cause], (_, value) =>
      value instanceof Error
        ? { ...value, message: value.message, stack: value.stack }
        : (value as unknown),
    );
    for (const secret of ['abcdef123456', 'sk-abcdef', 'hunter22', 'eyJhbGciOiJF.e30', 'Bearer']) {
      expect(shown).not.toContain(secret);
    }
    expect(failure.cause?.message).toContain('https://s3.local/book');
  });

  it('are never larger than a history should carry', () => {
    const huge = new LectorFailure('internal_failure', 'x'.repeat(1e6), {
      cause: new Error('y'.repeat(1e6)),
    });
    const { message, cause } = map(huge);
    expect(message.length + (cause?.message.length ?? 0)).toBeLessThanOrEqual(4000);
    expect(cause?.stack?.length).toBeLessThanOrEqual(4000);
  });

  it('are a cancel only where somebody cancelled, not where the worker stops', () => {
    const error = new DOMException('This operation was aborted', 'AbortError');
    expect(mapFailure(error, cancelled({ cancelRequested: true }))).toBeInstanceOf(
      CancelledFailure,
    );
    expect(map(error, cancelled({ workerShutdown: true }))).toMatchObject({
      type: 'worker_shutting_down',
      nonRetryable: false,
    });
  });

  it("pass as they are where they are Temporal's already", () => {
    const own = ApplicationFailure.create({ type: 'record_missing', message: 'Gone' });
    expect(mapFailure(own, working)).toBe(own);
  });
});
