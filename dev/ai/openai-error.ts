export interface OpenAiErrorBody {
  message: string;
  type: string;
  param: string | null;
  code: string | null;
}

/** An answer of OpenAI's that is no success, word for word as the provider gives it. */
export class OpenAiError extends Error {
  readonly status: number;
  readonly error: OpenAiErrorBody;
  readonly headers: Record<string, string>;

  constructor(status: number, error: OpenAiErrorBody, headers: Record<string, string> = {}) {
    super(error.message);
    this.name = 'OpenAiError';
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** 400 for a request that doesn't fit. */
export function invalidRequest(
  message: string,
  { param = null, code = null }: { param?: string | null; code?: string | null } = {},
): OpenAiError {
  return new OpenAiError(400, { message, type: 'invalid_request_error', param, code });
}

export function unknownUrl(method: string, path: string): OpenAiError {
  const message = `Invalid URL (${method} ${path})`;
  return new OpenAiError(404, { message, type: 'invalid_request_error', param: null, code: null });
}

export function missingApiKey(): OpenAiError {
  return new OpenAiError(401, {
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
      "(i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the " +
      'API from your browser and are prompted for a username and password. You can obtain an API key from ' +
      'https://platform.openai.com/account/api-keys.',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  });
}

export function modelNotFound(model: string): OpenAiError {
  return new OpenAiError(404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    param: null,
    code: 'model_not_found',
  });
}
