import { z } from 'zod';
import { speechSettings } from './settings-speech.ts';
import { transcribeSettings } from './settings-transcribe.ts';

/** `900`, `15m`, `12h` or `30d`, read as seconds. */
const durationSchema = z
  .string()
  .regex(/^\d+[smhd]?$/, 'a duration such as 900, 15m, 12h or 30d')
  .transform((text) => Number.parseInt(text, 10) * (unitSeconds[text.at(-1) ?? ''] ?? 1));

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const flag = z.stringbool();
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const httpUrl = z.url({ protocol: /^https?$/, error: 'an http(s) address' });

/**
 * Every setting that Lector reads, by its name in the environment. The order and the groups are those of
 * `.env.example`, which is written from this list. An optional setting without a value leaves its part embedded
 * (`npm start`) or off.
 */
export const settingsSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .meta({ group: 'Process', description: 'development, test or production' }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('The least severe log line that is written'),

  PORT: port(3000).meta({ group: 'Ports (0 picks a free one)', description: 'The API' }),
  TEMPORAL_PORT: port(7233).describe('Embedded Temporal server'),
  TEMPORAL_UI_PORT: port(8233).describe('Embedded Temporal Web UI'),
  S3_PORT: port(9000).describe('Embedded S3 server'),
  POSTGRES_PORT: port(54_329).describe('Embedded Postgres'),
  SMTP_PORT: port(1025).describe('Embedded mail catcher, SMTP side'),
  INBOX_PORT: port(8025).describe('Embedded mail catcher, web inbox'),
  AI_PORT: port(4010).describe('Embedded AI stand-in'),

  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// address' })
    .optional()
    .meta({ group: 'Postgres', description: 'postgres://user:password@host:5432/lector' }),

  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:/\s]+:\d+$/, 'host:port')
    .optional()
    .meta({ group: 'Temporal, self-hosted or Cloud', description: 'host:port of the frontend' }),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default').describe('Namespace of the workflows'),
  TEMPORAL_API_KEY: z.string().min(1).optional().describe('Temporal Cloud API key'),
  TEMPORAL_TLS_CERT: z.string().min(1).optional().describe('Path of the client certificate (mTLS)'),
  TEMPORAL_TLS_KEY: z.string().min(1).optional().describe("Path of the client certificate's key"),
  TEMPORAL_UI_URL: httpUrl
    .optional()
    .describe('Address of the Web UI, for links in mails and logs'),

  S3_ENDPOINT: httpUrl.optional().meta({
    group: 'Object storage',
    description: 'Address of an S3 server; AWS itself without one',
  }),
  S3_PUBLIC_ENDPOINT: httpUrl
    .optional()
    .describe('Address that presigned links name, as clients see it'),
  S3_REGION: z.string().min(1).default('us-east-1').describe('Region'),
  S3_BUCKET: z.string().min(3).default('lector').describe('Bucket; made when missing'),
  S3_FORCE_PATH_STYLE: flag.default(true).describe('false for AWS itself'),
  AWS_ACCESS_KEY_ID: z.string().min(1).optional().describe('Access key'),
  AWS_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('Secret key'),

  OPENAI_API_KEY: z.string().min(1).optional().meta({
    group: 'AI (without key and address the embedded stand-in answers)',
    description: 'Key',
  }),
  OPENAI_BASE_URL: httpUrl
    .optional()
    .describe('Any server that speaks the OpenAI protocol, with /v1'),
  AZURE_OPENAI_ENDPOINT: httpUrl
    .optional()
    .describe('Azure OpenAI resource; models name deployments'),
  AZURE_OPENAI_API_KEY: z.string().min(1).optional().describe('Azure OpenAI key'),
  AZURE_OPENAI_API_VERSION: z.string().min(1).optional().describe('Azure OpenAI API version'),
  SUMMARY_MODEL: z.string().min(1).default('gpt-4o-mini').describe('Summary and tags'),

  ...speechSettings,
  TRANSCRIBE_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(8)
    .describe('Chunks in flight at once in one worker'),
  AI_CALLS_PER_SECOND: z.coerce
    .number()
    .positive()
    .optional()
    .describe('Most calls begun a second, over all workers together; no limit without it'),
  TRANSCRIBE_MAX_ATTEMPTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(8)
    .describe(
      'Tries of one chunk, about two minutes in all, before the ingestion fails and waits for a replay',
    ),

  ...transcribeSettings,

  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'an smtp:// address' })
    .optional()
    .meta({ group: 'Mail', description: 'smtp://user:password@host:587' }),
  MAIL_FROM: z.string().min(3).default('Lector <no-reply@lector.local>').describe('Sender'),
  ADMIN_ALERT_EMAIL: z
    .email()
    .default('admin@lector.local')
    .describe('Who is told when an ingestion fails for good'),

  PUBLIC_URL: httpUrl
    .optional()
    .meta({ group: 'How the outside sees the API', description: 'Address in links and mails' }),
  TRUSTED_PROXIES: list
    .default([])
    .describe('Addresses or CIDR blocks whose X-Forwarded-For is believed, comma-separated'),
  CORS_ORIGINS: list.default([]).describe('Origins that browsers may call from, comma-separated'),

  JWT_PRIVATE_KEY: z.string().startsWith('-----BEGIN').optional().meta({
    group: 'Tokens and links',
    description: 'Ed25519 key, PKCS#8 PEM; in development made and kept under .lector/',
  }),
  ACCESS_TOKEN_TTL: durationSchema.prefault('15m').describe('Life of an access token'),
  REFRESH_TOKEN_TTL: durationSchema.prefault('30d').describe('Life of a refresh token'),
  LINK_TTL: durationSchema.prefault('15m').describe('Life of a presigned download link'),

  REQUIRE_ADMIN_TOTP: flag
    .default(false)
    .describe("true: an administrator's work needs a second factor that is set up"),

  GOOGLE_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .meta({ group: 'Google sign-in (off without both)', description: 'OAuth client id' }),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe('OAuth client secret'),
  GOOGLE_ISSUER: httpUrl
    .default('https://accounts.google.com')
    .describe('OpenID issuer; another one for tests'),

  RATE_LIMIT_FACTOR: z.coerce
    .number()
    .positive()
    .default(1)
    .meta({ group: 'Limits', description: 'Multiplies every rate limit; for load tests' }),

  REVIEW_MODERATION: z
    .enum(['post', 'pre'])
    .default('post')
    .meta({ group: 'Reviews', description: 'post: shown at once; pre: once somebody has looked' }),

  PAYMENT_PROVIDER: z
    .enum(['simulated'])
    .default('simulated')
    .meta({ group: 'Payments', description: 'simulated: no money moves, and every order says so' }),

  LECTOR_ADMIN_EMAIL: z
    .email()
    .optional()
    .meta({ group: 'First administrator (made at start when there is none)', description: 'Mail' }),
  LECTOR_ADMIN_PASSWORD: z.string().min(8).optional().describe('Password'),

  SCRATCH_DIR: z.string().min(1).optional().meta({
    group: 'Worker',
    description: 'Where recordings are kept while worked on; the system temp folder',
  }),
  SCRATCH_MAX_GIB: z.coerce
    .number()
    .positive()
    .default(20)
    .describe('Recordings kept there at once, in GiB; the least recently used go first'),
});

export type Settings = z.infer<typeof settingsSchema>;
