import { failures, type FailureCode } from './errors.ts';

interface LectorFailureOptions {
  cause?: unknown;
  /** When the other side said how long to wait (HTTP Retry-After). */
  retryAfterMs?: number;
}

/**
 * An expected failure of a step that spans time. The worker turns it into Temporal's ApplicationFailure with the
 * code as its type, non-retryable where the catalogue says permanent.
 */
export class LectorFailure extends Error {
  readonly code: FailureCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: FailureCode, detail: string, options: LectorFailureOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'LectorFailure';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }

  get permanent(): boolean {
    return failures[this.code].permanent;
  }
}
