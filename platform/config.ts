import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transcribeConfig } from './config-transcribe.ts';
import { missingSpeechSettings, speechConfig } from './config-speech.ts';
import { settingsSchema, type Settings } from './settings.ts';

/** What `readSettings` throws: one line a setting, fit to be shown as it is. */
export class SettingsError extends Error {
  constructor(lines: string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
  }
}

/** Validated settings as they stand in the environment. An empty value counts as none. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}

/** The environment to hand on to a child process, with `settings` laid over it. */
export function environmentWith(settings: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}

export type Config = ReturnType<typeof loadConfig>;

/**
 * The product's configuration: all that the API, the worker and the operators' commands need.
 *
 * @throws SettingsError naming each bad or missing setting
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env) {
  const settings = readSettings(environment);
  const needed = requireSettings(settings);
  const speech = speechConfig(settings);
  return {
    nodeEnv: settings.NODE_ENV,
    logLevel: settings.LOG_LEVEL,
    http: {
      port: settings.PORT,
      publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/$/, ''),
      trustedProxies: settings.TRUSTED_PROXIES,
      corsOrigins: settings.CORS_ORIGINS,
    },
    databaseUrl: needed.DATABASE_URL,
    temporal: {
      address: needed.TEMPORAL_ADDRESS,
      namespace: settings.TEMPORAL_NAMESPACE,
      apiKey: settings.TEMPORAL_API_KEY,
      tlsCertPath: settings.TEMPORAL_TLS_CERT,
      tlsKeyPath: settings.TEMPORAL_TLS_KEY,
      uiUrl: settings.TEMPORAL_UI_URL?.replace(/\/$/, ''),
    },
    storage: {
      endpoint: settings.S3_ENDPOINT,
      publicEndpoint: settings.S3_PUBLIC_ENDPOINT ?? settings.S3_ENDPOINT,
      region: settings.S3_REGION,
      bucket: settings.S3_BUCKET,
      forcePathStyle: settings.S3_FORCE_PATH_STYLE,
      accessKeyId: needed.AWS_ACCESS_KEY_ID,
      secretAccessKey: needed.AWS_SECRET_ACCESS_KEY,
    },
    ai: {
      apiKey: settings.OPENAI_API_KEY,
      baseUrl: settings.OPENAI_BASE_URL,
      azure: azureConfig(settings),
      transcribeModel: speech.model,
      fallbackModel: speech.fallbackModel,
      summaryModel: settings.SUMMARY_MODEL,
      concurrency: settings.TRANSCRIBE_CONCURRENCY,
      maxAttempts: settings.TRANSCRIBE_MAX_ATTEMPTS,
      callsPerSecond: settings.AI_CALLS_PER_SECOND,
    },
    speech,
    mail: {
      smtpUrl: needed.SMTP_URL,
      from: settings.MAIL_FROM,
      adminAlertAddress: settings.ADMIN_ALERT_EMAIL,
    },
    auth: {
      jwtPrivateKey: settings.JWT_PRIVATE_KEY,
      accessTokenTtlSeconds: settings.ACCESS_TOKEN_TTL,
      refreshTokenTtlSeconds: settings.REFRESH_TOKEN_TTL,
      linkTtlSeconds: settings.LINK_TTL,
      requireAdminTotp: settings.REQUIRE_ADMIN_TOTP,
      google: googleConfig(settings),
    },
    transcribe: transcribeConfig(settings),
    rateLimitFactor: settings.RATE_LIMIT_FACTOR,
    reviews: { moderation: settings.REVIEW_MODERATION },
    payments: { provider: settings.PAYMENT_PROVIDER },
    firstAdmin: firstAdminConfig(settings),
    scratch: {
      directory: settings.SCRATCH_DIR ?? join(tmpdir(), 'lector'),
      maxBytes: settings.SCRATCH_MAX_GIB * 2 ** 30,
    },
  };
}

function requireSettings(settings: Settings) {
  const { DATABASE_URL, TEMPORAL_ADDRESS, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, SMTP_URL } =
    settings;
  const needed = {
    DATABASE_URL,
    TEMPORAL_ADDRESS,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    SMTP_URL,
  };
  const missing = Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name}: is not set`);
  if (!settings.OPENAI_API_KEY && !settings.OPENAI_BASE_URL && !settings.AZURE_OPENAI_ENDPOINT) {
    missing.push('OPENAI_API_KEY: is not set, and neither is OPENAI_BASE_URL');
  }
  missing.push(...missingSpeechSettings(settings));
  if (settings.NODE_ENV === 'production' && !settings.JWT_PRIVATE_KEY) {
    missing.push('JWT_PRIVATE_KEY: is not set (openssl genpkey -algorithm ed25519)');
  }
  if (missing.length > 0) throw new SettingsError(missing);
  return needed as { [Name in keyof typeof needed]: string };
}

function azureConfig(settings: Settings) {
  if (!settings.AZURE_OPENAI_ENDPOINT) return undefined;
  return {
    endpoint: settings.AZURE_OPENAI_ENDPOINT,
    apiKey: settings.AZURE_OPENAI_API_KEY,
    apiVersion: settings.AZURE_OPENAI_API_VERSION,
  };
}

function googleConfig(settings: Settings) {
  if (!settings.GOOGLE_CLIENT_ID || !settings.GOOGLE_CLIENT_SECRET) return undefined;
  return {
    clientId: settings.GOOGLE_CLIENT_ID,
    clientSecret: settings.GOOGLE_CLIENT_SECRET,
    issuer: settings.GOOGLE_ISSUER.replace(/\/$/, ''),
  };
}

function firstAdminConfig(settings: Settings) {
  if (settings.LECTOR_ADMIN_EMAIL && settings.LECTOR_ADMIN_PASSWORD) {
    return { email: settings.LECTOR_ADMIN_EMAIL, password: settings.LECTOR_ADMIN_PASSWORD };
  }
  if (settings.NODE_ENV === 'production') return undefined;
  return { email: 'admin@lector.local', password: 'correct horse battery staple' };
}
