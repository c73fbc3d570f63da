import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { FailureCode } from '../domain/errors.ts';
import { LectorFailure } from '../domain/failure.ts';
import { readRetryAfterMs } from './retry-after.ts';

/** Codes of a 429 that no waiting mends: somebody has to pay or raise a limit. */
const finalQuotaCodes = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'billing_hard_limit_reached',
  'spend_limit_reached',
  'usage_limit_reached',
]);

/**
 * Classifies what the `openai` client threw. What is no error of the provider's comes back as it is: an abort must stay
 * an abort.
 *
 * Source: https://platform.openai.com/docs/guides/error-codes
 */
export function aiFailure(error: unknown): unknown {
  if (error instanceof APIUserAbortError || error instanceof LectorFailure) return error;
  if (error instanceof APIConnectionTimeoutError) {
    return new LectorFailure('ai_unavailable', 'The provider did not answer in time.', {
      cause: error,
    });
  }
  if (error instanceof APIConnectionError) {
    return new LectorFailure('ai_unavailable', `No connection to the provider: ${reason(error)}`, {
      cause: error,
    });
  }
  if (!(error instanceof APIError)) return error;
  const retryAfterMs = readRetryAfterMs(error.headers);
  return new LectorFailure(codeOf(error), `${error.status ?? 'no status'}: ${error.message}`, {
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function codeOf(error: APIError): FailureCode {
  const status = error.status ?? 0;
  if (isQuota(error)) return 'ai_quota_exhausted';
  if (error.code === 'content_policy_violation' || error.code === 'content_filter') {
    return 'ai_refused_content';
  }
  if (status === 401 || status === 403) return 'ai_unauthorized';
  if (status === 429) return 'ai_rate_limited';
  if (status === 408 || status === 409 || status >= 500 || status === 0) return 'ai_unavailable';
  return 'ai_rejected_input';
}

function isQuota(error: APIError): boolean {
  if (error.status !== 429 && error.status !== 402) return false;
  return (
    error.status === 402 ||
    finalQuotaCodes.has(error.code ?? '') ||
    finalQuotaCodes.has(error.type ?? '')
  );
}

function reason(error: APIConnectionError): string {
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
