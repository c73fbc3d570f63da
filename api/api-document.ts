import { createOpenApi } from './http/openapi.ts';
import { basePath } from './http/register-operations.ts';
import { operations } from './operations.ts';

/** The OpenAPI document that is served, and kept in `docs/openapi.json`. */
export function createApiDocument() {
  return createOpenApi(operations, {
    title: 'Lector',
    version: '1.0.0',
    description:
      'Audiobook store, library and transcription service. Errors are `application/problem+json` with a stable code ' +
      'in `error`; times are RFC 3339 in UTC, durations seconds, money minor units with an ISO 4217 currency.',
    basePath,
  });
}
