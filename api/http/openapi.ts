import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { problems, type ProblemCode } from '../../domain/errors.ts';
import { problemSchema } from './problem.ts';
import type { Operation, ResponseContract } from './route.ts';

interface DocumentInfo {
  title: string;
  version: string;
  description: string;
  basePath: string;
}

/** OpenAPI 3.1, made from the schemas that check requests and shape answers. */
export function createOpenApi(operations: Operation[], { basePath, ...info }: DocumentInfo) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = `${basePath}${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info,
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  });
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { operationId, summary, description, tag, auth, params, query, body, form } = operation;
  const requestParams = {
    ...(params ? { path: params as z.ZodObject } : {}),
    ...(query ? { query: query as z.ZodObject } : {}),
  };
  const content = {
    ...(body ? { 'application/json': { schema: body } } : {}),
    ...(form ? { 'multipart/form-data': { schema: form } } : {}),
  };
  return {
    operationId,
    summary,
    tags: [tag],
    ...(description ? { description } : {}),
    security: security(auth),
    ...(params || query ? { requestParams } : {}),
    ...(body || form ? { requestBody: { required: !body?.isOptional(), content } } : {}),
    responses: { ...describeResponses(operation), ...describeProblems(operation) },
  };
}

function security(auth: Operation['auth']): Record<string, string[]>[] {
  if (auth === 'public') return [];
  return auth === 'optional' ? [{}, { bearer: [] }] : [{ bearer: [] }];
}

function describeResponses({
  responses,
  shared,
}: Operation): ZodOpenApiOperationObject['responses'] {
  const unchanged = { 304: { description: 'As `If-None-Match` has it' } };
  return Object.fromEntries(
    Object.entries({ ...responses, ...(shared ? unchanged : {}) }).map(([status, contract]) => [
      status,
      describeResponse(contract),
    ]),
  );
}

function describeResponse(contract: ResponseContract) {
  const { description } = contract;
  if ('schema' in contract) {
    return { description, content: { 'application/json': { schema: contract.schema } } };
  }
  if (!('contentType' in contract)) return { description };
  const schema = z.string().meta({ format: 'binary' });
  const json = contract.json ? { 'application/json': { schema: contract.json } } : {};
  return { description, content: { [contract.contentType]: { schema }, ...json } };
}

/** One answer a status, naming the codes that it may carry. */
function describeProblems(operation: Operation): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(problemCodes(operation), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}

/** Every error that the operation can answer with: its own, and those that follow from what it declares. */
function problemCodes(operation: Operation): ProblemCode[] {
  const { auth, limit, params, query, body, form, problems: own = [] } = operation;
  const codes: ProblemCode[] = [...own, 'internal_error', 'headers_too_large'];
  if (auth !== 'public') codes.push('invalid_token', 'account_disabled', 'insufficient_scope');
  if (auth === 'user' || auth === 'admin') codes.push('unauthenticated');
  if (auth === 'admin') codes.push('forbidden', 'second_factor_enrolment_required');
  if (limit) codes.push('rate_limited');
  if (params) codes.push('not_found');
  if (query || body || form) codes.push('invalid_type', 'validation_failed');
  if (body || form) codes.push('malformed_request', 'payload_too_large', 'unsupported_media_type');
  return [...new Set(codes)];
}
