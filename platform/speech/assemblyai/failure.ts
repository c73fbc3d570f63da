import type { FailureCode } from '../../../domain/errors.ts';
import { LectorFailure } from '../../../domain/failure.ts';
import { readRetryAfterMs } from '../../retry-after.ts';

/** AssemblyAI has no codes for its errors, only words. These come with 400. */
const noCredit = /balance is negative|insufficient (funds|credit|balance)|top up/i;

/**
 * The failure that an answer of status 400 or more stands for.
 *
 * Source: https://www.assemblyai.com/docs/guides/common_errors_and_solutions
 */
export async function failedAnswer(response: Response): Promise<LectorFailure> {
  const message = readMessage(await response.text());
  const retryAfterMs = readRetryAfterMs(response.headers);
  return new LectorFailure(codeOf(response.status, message), `${response.status}: ${message}`, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function codeOf(status: number, message: string): FailureCode {
  if (status === 402 || noCredit.test(message)) return 'ai_quota_exhausted';
  if (status === 401 || status === 403) return 'ai_unauthorized';
  if (status === 429) return 'ai_rate_limited';
  if (status === 408 || status === 409 || status >= 500) return 'ai_unavailable';
  return 'ai_rejected_input';
}

const longestMessage = 500;

function readMessage(body: string): string {
  try {
    const { error, detail } = JSON.parse(body) as { error?: unknown; detail?: unknown };
    const told = error ?? detail;
    if (typeof told === 'string') return told;
  } catch {
    // A proxy's page, or nothing at all: it is told as it is.
  }
  return body.slice(0, longestMessage) || 'no reason given';
}

/** How fetch words a connection that was refused or lost, and one that broke in the middle of an answer. */
const brokenConnection = new Set(['fetch failed', 'terminated']);

/**
 * The failure that a call without an answer to classify stands for. What is nobody's fault stays what it is. Names are
 * looked at instead of classes, as fetch may be of another realm.
 */
export function brokenCall(error: unknown): unknown {
  const { name, message = '', cause } = (error ?? {}) as Partial<Error>;
  if (name === 'SyntaxError') {
    const detail = 'AssemblyAI answered with something other than JSON.';
    return new LectorFailure('ai_bad_answer', detail, { cause: error });
  }
  if (name === 'TimeoutError') {
    const detail = 'AssemblyAI did not answer in time.';
    return new LectorFailure('ai_unavailable', detail, { cause: error });
  }
  if (name === 'TypeError' && brokenConnection.has(message)) {
    const { code, message: reason } = (cause ?? {}) as { code?: string; message?: string };
    const detail = `No connection to AssemblyAI: ${code ?? reason ?? message}`;
    return new LectorFailure('ai_unavailable', detail, { cause: error });
  }
  return error;
}

const badAudio =
  /not appear to contain audio|too (short|long)|unsupported|not supported|not available in this language|corrupt|exceeds|invalid/i;

/**
 * The failure that a job of status `error` stands for. Such jobs are not paid for, and AssemblyAI's advice for all but
 * bad audio is to submit again, so what is not known counts as passing.
 */
export function failedJob(id: string, message: string): LectorFailure {
  const code = badAudio.test(message) ? 'ai_rejected_input' : 'ai_unavailable';
  return new LectorFailure(code, `Transcript ${id}: ${message}`);
}

/** With its language to be detected, audio in which nobody speaks ends as an error, too. */
export function isSpeechless(message: string): boolean {
  return /no (spoken audio|speech)/i.test(message);
}
