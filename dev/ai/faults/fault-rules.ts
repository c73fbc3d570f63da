import { z } from 'zod';

const seconds = z.number().min(0).max(86_400);

const matchSchema = z.strictObject({
  /** Path of the route, e.g. /v1/audio/transcriptions. */
  path: z.string().startsWith('/').optional(),
  model: z.string().min(1).optional(),
  /** Only the nth call that fits the rest, counted from 1. */
  nth: z.int().positive().optional(),
  /** Every kth of them. */
  every: z.int().positive().optional(),
  /** Only the first k of them. */
  first: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  audio_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits')
    .optional(),
  /** In the words heard, or in the messages of a chat. */
  text_includes: z.string().min(1).optional(),
});

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    code: z.string().optional(),
    retry_after_seconds: z.number().min(0).optional(),
    message: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('hang'), seconds }),
  z.strictObject({
    kind: z.literal('cut_connection'),
    after: z.enum(['none', 'headers', 'half']),
  }),
  z.strictObject({ kind: z.literal('empty_text') }),
  z.strictObject({ kind: z.literal('truncate_text'), keep: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('malformed_json') }),
  z.strictObject({ kind: z.literal('html') }),
  z.strictObject({ kind: z.literal('refusal') }),
  z.strictObject({
    kind: z.literal('wrong_tag_count'),
    count: z.int().min(0).max(9).default(2),
  }),
  z.strictObject({ kind: z.literal('delay'), seconds }),
  /** Of a protocol that works in jobs: the job ends as an error with these words. */
  z.strictObject({ kind: z.literal('job_error'), message: z.string().min(1) }),
]);

const ruleSchema = z.strictObject({
  match: matchSchema.default({}),
  fault: faultSchema,
  /** How often it strikes at most. */
  times: z.int().positive().optional(),
});

/** Body of `PUT /stand-in/faults`. The first rule that fits a call strikes; the seed decides probabilities. */
export const faultsSchema = z.strictObject({
  rules: z.array(ruleSchema),
  seed: z.int().default(1),
});

/** Body of `PUT /stand-in/latency`: how long an answer takes at least, the work included. */
export const latencySchema = z.strictObject({
  fixed_seconds: seconds.default(0),
  /** Times the seconds of audio; chats have none. */
  per_audio_second: z.number().min(0).max(100).default(0),
});

export type Faults = z.infer<typeof faultsSchema>;
export type FaultRule = z.infer<typeof ruleSchema>;
export type Fault = z.infer<typeof faultSchema>;
export type Latency = z.infer<typeof latencySchema>;
