import type { Logger } from '../../platform/logger.ts';

export interface NotedLine {
  level: string;
  fields: Record<string, unknown>;
  message: string;
}

/** A logger that keeps what it is told, for tests of what is logged. */
export function notedLog(): { log: Logger; lines: NotedLine[] } {
  const lines: NotedLine[] = [];
  const note = (level: string) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ level, fields, message });
  };
  const log = { info: note('info'), warn: note('warn'), error: note('error') };
  return { log: log as unknown as Logger, lines };
}
