import type { History } from './history-json.ts';

/** Every payload of a history as text: inputs, results, summaries, attributes; and the messages of failures. */
export function listPayloads(history: History): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return;
    if (isPayload(value)) found.push(Buffer.from(value.data).toString('utf8'));
    else for (const [key, inner] of Object.entries(value)) visit(key, inner);
  };
  const visit = (key: string, value: unknown): void => {
    if (key === 'message' && typeof value === 'string') found.push(value);
    else walk(value);
  };
  walk(history);
  return found;
}

function isPayload(value: object): value is { data: Uint8Array; metadata: object } {
  return 'metadata' in value && 'data' in value && value.data instanceof Uint8Array;
}
