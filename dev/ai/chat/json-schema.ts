import { invalidRequest } from '../openai-error.ts';

/** A JSON schema, as far as it is looked at here. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

/** Follows `#/…` references; an unknown one is a schema that takes anything. */
export function resolveSchema(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema;
  let target: unknown = root;
  for (const key of schema.$ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    target = typeof target === 'object' && target ? Reflect.get(target, key) : undefined;
  }
  return target === undefined || target === schema ? {} : (target as JsonSchema);
}

/**
 * What OpenAI demands of a strict schema: every object closed, every property required.
 *
 * @throws OpenAiError 400 that names the place
 */
export function assertStrict(schema: JsonSchema, name: string, path: string[] = []): void {
  const context = `Invalid schema for response_format '${name}': In context=(${path
    .map((part) => `'${part}'`)
    .join(', ')})`;
  if (schema.type === 'object' || schema.properties) {
    if (schema.additionalProperties !== false) {
      throw strictError(
        `${context}, 'additionalProperties' is required to be supplied and to be false.`,
      );
    }
    const missing = Object.keys(schema.properties ?? {}).find(
      (property) => !schema.required?.includes(property),
    );
    if (missing !== undefined) {
      throw strictError(
        `${context}, 'required' is required to be supplied and to be an array including every key in properties. ` +
          `Missing '${missing}'.`,
      );
    }
  }
  for (const [key, part] of Object.entries(schema.properties ?? {})) {
    assertStrict(part, name, [...path, 'properties', key]);
  }
  for (const [key, part] of Object.entries(schema.$defs ?? {})) {
    assertStrict(part, name, [...path, '$defs', key]);
  }
  if (schema.items) assertStrict(schema.items, name, [...path, 'items']);
  for (const [index, part] of (schema.anyOf ?? []).entries()) {
    assertStrict(part, name, [...path, 'anyOf', String(index)]);
  }
}

function strictError(message: string) {
  return invalidRequest(message, { param: 'response_format' });
}
