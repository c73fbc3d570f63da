import { invalidRequest, OpenAiError } from '../openai-error.ts';
import type { Fault } from './fault-rules.ts';

type StatusFault = Extract<Fault, { kind: 'status' }>;

interface Wording {
  message: string;
  type: string;
  code: string | null;
}

const plans = 'https://platform.openai.com/docs/guides/error-codes/api-errors';
const quota = `You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: ${plans}.`;

/** OpenAI's wording by code. */
const byCode: Record<string, (model: string) => Wording> = {
  rate_limit_exceeded: (model) => ({
    message: `Rate limit reached for ${model} in organization org-lector on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more.`,
    type: 'requests',
    code: 'rate_limit_exceeded',
  }),
  insufficient_quota: () => ({
    message: quota,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  }),
  credit_balance_exhausted: () => ({
    message: quota,
    type: 'insufficient_quota',
    code: 'credit_balance_exhausted',
  }),
  invalid_api_key: () => ({
    message:
      'Incorrect API key provided: stand-in. You can find your API key at https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  }),
  content_policy_violation: () => ({
    message:
      'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.',
    type: 'invalid_request_error',
    code: 'content_policy_violation',
  }),
  slow_down: () => ({
    message: 'Slow down. Please reduce your request rate, then raise it again gradually.',
    type: 'server_error',
    code: 'slow_down',
  }),
};

const byStatus: Record<number, Wording> = {
  500: {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
    code: null,
  },
  503: {
    message:
      'That model is currently overloaded with other requests. You can retry your request, or contact us through our help center at help.openai.com if the error persists.',
    type: 'server_error',
    code: null,
  },
};

const usualCodes: Record<number, string> = { 401: 'invalid_api_key', 429: 'rate_limit_exceeded' };

/** The error that a `status` fault asks for, worded as OpenAI words it. */
export function statusFault(fault: StatusFault, model: string | null): OpenAiError {
  const code = fault.code ?? usualCodes[fault.status];
  const wording = (code ? byCode[code]?.(model ?? 'default') : undefined) ??
    byStatus[fault.status] ?? { ...invalidRequest('The request was refused.').error };
  const error = {
    message: fault.message ?? wording.message,
    type: wording.type,
    param: null,
    code: code ?? wording.code,
  };
  const retryAfter = fault.retry_after_seconds;
  const headers = retryAfter === undefined ? {} : retryHeaders(retryAfter);
  return new OpenAiError(fault.status, error, headers);
}

/** Whole seconds in `Retry-After` (RFC 9110 §10.2.3), and OpenAI's own finer header. */
function retryHeaders(seconds: number): Record<string, string> {
  return {
    'retry-after': String(Math.ceil(seconds)),
    'retry-after-ms': String(Math.round(seconds * 1000)),
  };
}
