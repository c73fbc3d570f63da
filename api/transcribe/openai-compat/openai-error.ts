import { Problem } from '../../http/problem.ts';

export interface OpenAiError {
  status: number;
  headers: Record<string, string>;
  body: {
    error: { message: string; type: string; param: string | null; code: string | null };
  };
}

const typeByStatus: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
};

/** Codes that OpenAI's clients know by another name. */
const knownCodes: Record<string, string> = {
  unauthenticated: 'invalid_api_key',
  invalid_token: 'invalid_api_key',
  quota_exceeded: 'rate_limit_exceeded',
};

/** A problem as OpenAI would tell of it. Its wrong values are 400, where Lector's own API says 422. */
export function toOpenAiError(error: unknown): OpenAiError {
  const problem =
    error instanceof Problem ? error : new Problem('internal_error', { cause: error });
  const [field] = problem.details ?? [];
  const status = problem.status === 422 ? 400 : problem.status;
  return {
    status,
    headers: {
      ...problem.headers,
      // Nothing that is wrong here gets better by being sent again at once, and each try would count.
      ...(status === 503 ? {} : { 'x-should-retry': 'false' }),
    },
    body: {
      error: {
        message: field ? `${problem.message} ${field.path}: ${field.message}` : problem.message,
        type: status >= 500 ? 'server_error' : (typeByStatus[status] ?? 'invalid_request_error'),
        param: field?.path.replace(/^form\./, '') ?? null,
        code: knownCodes[problem.code] ?? problem.code,
      },
    },
  };
}
