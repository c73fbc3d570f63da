import { z } from 'zod';

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
}

/** A value that a schema takes, with no more in it than it asks for: its first choices, its least bounds. */
export function sampleFromSchema(schema: z.ZodType): unknown {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return sample(root, root.$defs ?? {});
}

function sample(schema: JsonSchema, defs: Record<string, JsonSchema>): unknown {
  if (schema.$ref) return sample(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {}, defs);
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return sample(choice, defs);
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((part) => sample(part, defs)));
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [
          name,
          sample(schema.properties?.[name] ?? {}, defs),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, defs));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return false;
    case 'string':
      return sampleText(schema);
    case undefined:
    default:
      return null;
  }
}

const byFormat: Record<string, string> = {
  email: 'sample@lector.test',
  uuid: '018f3b2c-7f3a-7c1e-9d2b-3a4b5c6d7e8f',
  uri: 'https://lector.test/sample',
  'date-time': '2031-01-01T00:00:00Z',
  date: '2031-01-01',
};

function sampleText({ format, minLength = 0, maxLength = 1000, pattern }: JsonSchema): string {
  const known = byFormat[format ?? ''];
  if (known !== undefined) return known;
  const plain = 'sample'.padEnd(minLength, 'x').slice(0, maxLength);
  if (pattern === undefined || new RegExp(pattern, 'u').test(plain)) return plain;
  const digits = '1'.repeat(Math.max(minLength, 6));
  return new RegExp(pattern, 'u').test(digits) ? digits : plain.padEnd(43, 'x');
}
