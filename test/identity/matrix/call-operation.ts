import { randomUUID } from 'node:crypto';
import type { Operation } from '../../../api/http/route.ts';
import type { Access, Caller } from '../../../dev/generators/describe-access.ts';
import type { TestApi } from '../../support/api.ts';
import { makeCaller } from './callers.ts';
import { makePathParameters } from './path-fixtures.ts';
import { sampleFromSchema } from './sample-from-schema.ts';

const refusals: Record<string, Access> = {
  unauthenticated: '401',
  invalid_token: '401',
  forbidden: '403',
  insufficient_scope: '403',
  account_disabled: '403',
  second_factor_enrolment_required: '403',
  not_found: '404',
};

const inputErrors = new Set(['malformed_request', 'invalid_type', 'validation_failed']);

/** Bodies that pass, where what follows from the schema alone does not. */
const bodies: Record<string, object> = {
  createUpload: { file_name: 'book.mp3', content_type: 'audio/mpeg', size: 1000 },
};

/** What comes as a file in a form. */
const fileFields = new Set(['file', 'cover', 'picture']);

/** Calls an operation as somebody. @returns how far they got, or what went wrong on our side */
export async function callAs(api: TestApi, operation: Operation, caller: Caller): Promise<string> {
  const made = await makeCaller(api, caller, operation);
  const parameters = await makePathParameters(api, operation, made);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
  const given = operation.query ? sampleFromSchema(operation.query) : {};
  const query = new URLSearchParams(given as Record<string, string>).toString();
  const { body, headers } = payload(operation);
  const stop = new AbortController();
  const response = await fetch(`${api.url}/api/v1${path}${query === '' ? '' : `?${query}`}`, {
    method: operation.method.toUpperCase(),
    redirect: 'manual',
    signal: stop.signal,
    headers: {
      ...headers,
      'idempotency-key': randomUUID(),
      ...(made.authorization === null ? {} : { authorization: made.authorization }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const { status } = response;
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    // Events and recordings would go on.
    stop.abort();
    return status < 400 ? 'yes' : `${status} without a problem`;
  }
  const problem = (await response.json()) as { error: string; detail: string };
  if (status >= 500) return `${status} ${problem.error}: ${problem.detail}`;
  if (operation.ownedBy !== undefined && inputErrors.has(problem.error)) {
    const remedy = 'add a body for it to test/identity/matrix/call-operation.ts';
    return `${problem.error}: whose it is was not looked at yet; ${remedy}`;
  }
  return judge(operation, problem.error);
}

/**
 * Where nobody owns it, that the thing of a made-up id is not there says that the caller was let in to look. A public
 * operation looks at no credentials: what it says of a token is about the one in its body.
 */
function judge(operation: Operation, error: string): Access {
  if (operation.auth === 'public') return 'yes';
  const refusal = refusals[error] ?? 'yes';
  return refusal === '404' && operation.ownedBy === undefined ? 'yes' : refusal;
}

function payload({ operationId, body, form }: Operation): {
  body?: string | FormData;
  headers: Record<string, string>;
} {
  if (body) {
    return {
      body: JSON.stringify(bodies[operationId] ?? sampleFromSchema(body)),
      headers: { 'content-type': 'application/json' },
    };
  }
  if (!form) return { headers: {} };
  const fields = new FormData();
  for (const [name, value] of Object.entries(sampleFromSchema(form) as Record<string, unknown>)) {
    if (fileFields.has(name)) fields.append(name, new Blob([String(value)]), name);
    else fields.append(name, String(value));
  }
  return { body: fields, headers: {} };
}
