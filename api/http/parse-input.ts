import type { z } from 'zod';
import { Problem } from './problem.ts';

/** Issues that are about a value's type or its absence, rather than about a rule that it breaks. */
const typeIssues = new Set(['invalid_type', 'invalid_union', 'invalid_key', 'invalid_element']);

/**
 * Checks what a client sent.
 *
 * @param where named in front of each path: `body`, `query`
 * @throws Problem `invalid_type` (400) or `validation_failed` (422), with a line for each field
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  where: 'body' | 'query' | 'form',
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  const issues = parsed.success ? textIssues(parsed.data) : parsed.error.issues;
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new Problem(
    issues.some((issue) => typeIssues.has(issue.code)) ? 'invalid_type' : 'validation_failed',
    {
      detail: `The ${where} is not as it should be.`,
      details: issues.map((issue) => ({
        path: [where, ...issue.path].map(String).join('.'),
        message: issue.message,
      })),
    },
  );
}

interface Issue {
  code: string;
  path: PropertyKey[];
  message: string;
}

/** JSON can carry U+0000 and halves of surrogate pairs; Postgres can keep the one in no text, the other in no `jsonb`. */
function textIssues(value: unknown, path: PropertyKey[] = []): Issue[] {
  if (typeof value === 'string') {
    if (value.includes('\0')) return [{ code: 'custom', path, message: 'no NUL in a text' }];
    return value.isWellFormed() ? [] : [{ code: 'custom', path, message: 'not Unicode text' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textIssues(inner, [...path, key]));
}
