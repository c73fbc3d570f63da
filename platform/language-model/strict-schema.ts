import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * A zod schema as a strict schema mode takes it: every object closed, every property required, no limits of length or
 * number, which those modes do not know. The answer is checked against the zod schema all the same.
 *
 * Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function strictSchema(schema: z.ZodType): Record<string, unknown> {
  return simplify(z.toJSONSchema(schema, { io: 'input' }));
}

function simplify({ type, properties, items }: JsonSchema): Record<string, unknown> {
  if (properties) {
    const entries = Object.entries(properties) as [string, JsonSchema][];
    return {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, part]) => [name, simplify(part)])),
      required: entries.map(([name]) => name),
      additionalProperties: false,
    };
  }
  if (type === 'array') return { type, items: simplify((items ?? {}) as JsonSchema) };
  return { type: type ?? 'string' };
}
