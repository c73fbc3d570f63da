import { pino, type Logger } from 'pino';

export type { Logger };

/** Paths that never reach a log line, wherever an object that has them is logged. */
const redactedPaths = [
  'password',
  'token',
  'access_token',
  'refresh_token',
  'authorization',
  'cookie',
  'apiKey',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

interface LoggerOptions {
  level: string;
  /** The process that writes: `api`, `worker`, `migrate`. */
  part: string;
}

/** JSON lines on standard output, one an event. */
export function createLogger({ level, part }: LoggerOptions): Logger {
  return pino({
    level,
    base: { part },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactedPaths, censor: '[redacted]' },
    formatters: { level: (label) => ({ level: label }) },
  });
}
