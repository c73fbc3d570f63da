import type { z } from 'zod';
import { Problem } from './problem.ts';

/** Where a list goes on: the sort key of the last row seen, opaque to clients. */
export function encodeCursor(parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * @param schema of the parts, as they were encoded
 * @throws Problem `validation_failed` for what is no cursor of this list
 */
export function decodeCursor<Schema extends z.ZodType>(
  cursor: string,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success && isStorable(parsed.data)) return parsed.data;
  const message = 'not a cursor of this list';
  throw new Problem('validation_failed', { details: [{ path: 'query.cursor', message }] });
}

/** Somebody may have made it up: a text that Postgres cannot hold was never in a row. */
function isStorable(parts: unknown): boolean {
  const texts = [parts].flat().filter((part) => typeof part === 'string');
  return texts.every((text) => !text.includes('\0') && text.isWellFormed());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
