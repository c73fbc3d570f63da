/** An answer of AssemblyAI's that is no success. The body has the words alone: `{"error": "…"}`. */
export class AssemblyAiError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'AssemblyAiError';
    this.status = status;
    this.headers = headers;
  }
}

export function unauthenticated(): AssemblyAiError {
  return new AssemblyAiError(401, 'Authentication error, API token missing/invalid');
}

/** AssemblyAI answers 400, not 404. */
export function unknownTranscript(): AssemblyAiError {
  return new AssemblyAiError(400, 'Transcript lookup error, transcript id not found');
}

/** What AssemblyAI says at a status where a fault does not say it. */
const usualWords: Record<number, string> = {
  400: 'Invalid endpoint schema, please refer to documentation for examples.',
  401: 'Authentication error, API token missing/invalid',
  402: 'Your current account balance is negative. Please top up to continue using the API.',
  429: 'Too many requests, please try again later.',
  500: 'Server error, developers have been alerted.',
};

export function usualError(
  status: number,
  message: string | undefined,
  retryAfterSeconds: number | undefined,
): AssemblyAiError {
  const words = message ?? usualWords[status] ?? 'Server error, developers have been alerted.';
  const headers =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) };
  return new AssemblyAiError(status, words, headers);
}
