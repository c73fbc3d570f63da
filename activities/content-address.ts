import { createHash } from 'node:crypto';

/**
 * The name of an answer, made of all that went into the question: the same question finds the answer again, whoever
 * asks it. Lower-case hex SHA-256 of the parts as JSON.
 */
export function contentAddress(...parts: (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
