import { z } from 'zod';
import { problems, type ProblemCode } from '../../domain/errors.ts';

interface FieldError {
  path: string;
  message: string;
}

interface ProblemOptions {
  /** One sentence on this very case, fit for the client's eyes. */
  detail?: string;
  details?: FieldError[];
  headers?: Record<string, string>;
  /** Further members of the body. */
  extensions?: Record<string, string>;
  cause?: unknown;
}

/** An error that the client is told of. Thrown anywhere below a route; `problemHandler` writes it. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: FieldError[] | undefined;
  readonly headers: Record<string, string>;
  readonly extensions: Record<string, string>;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? problems[code].title, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = problems[code].status;
    this.details = options.details;
    this.headers = options.headers ?? {};
    this.extensions = options.extensions ?? {};
  }

  /** @param instance the path of the request; @param requestId for whoever looks into the logs */
  toBody(instance: string, requestId: string): ProblemBody {
    return {
      type: `urn:lector:problem:${this.code}`,
      title: problems[this.code].title,
      status: this.status,
      detail: this.message,
      instance,
      error: this.code,
      ...(this.details ? { details: this.details } : {}),
      request_id: requestId,
      ...this.extensions,
    };
  }
}

/** RFC 9457, with `error`, `details` and `request_id` as extension members. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    error: z.string().meta({ description: 'Stable machine code' }),
    details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    request_id: z.string(),
    challenge_token: z.string().optional().meta({
      description: 'With `second_factor_required`: what `POST /auth/second-factor` wants',
    }),
  })
  .meta({ id: 'Problem' });

export type ProblemBody = z.infer<typeof problemSchema>;
