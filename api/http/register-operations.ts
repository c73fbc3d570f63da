import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { ApiDeps } from '../api-deps.ts';
import { authenticate } from './authenticate.ts';
import { clientAddress } from './client-address.ts';
import { enforceLimit } from './enforce-limit.ts';
import { parseInput } from './parse-input.ts';
import { Problem } from './problem.ts';
import { readJsonBody } from './read-json-body.ts';
import type { Operation, ResponseContract } from './route.ts';
import { sharedKey, toSharedAnswer, writeShared } from './shared-answers.ts';

export const basePath = '/api/v1';

/** The routing table, made from the operations: each request is authenticated, counted, parsed, handled, checked. */
export function registerOperations(operations: Operation[], deps: ApiDeps): Router {
  const router = new Router({ prefix: basePath });
  for (const operation of operations) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[operation.method](operation.operationId, path, (ctx) => handle(operation, deps, ctx));
  }
  return router;
}

async function handle(operation: Operation, deps: ApiDeps, ctx: Context): Promise<void> {
  const em = deps.orm.em.fork();
  const address = clientAddress(ctx.req, deps.config.http.trustedProxies);
  const user = await authenticate(operation, ctx, deps, em);
  if (operation.limit) {
    const caller = operation.limit.by === 'user' ? (user?.id ?? address) : address;
    await enforceLimit(operation.limit, deps, ctx, caller);
  }
  const key = operation.shared ? sharedKey(ctx) : '';
  const kept = operation.shared ? deps.responses.find(key) : undefined;
  if (kept) return writeShared(ctx, kept);
  const begunAt = deps.responses.begin();
  const params = parseParams(operation, ctx);
  const query = operation.query && parseInput(operation.query, plainQuery(ctx), 'query');
  const body = await parseBody(operation, ctx);
  const reply = await operation.handler({ params, query, body, user, em, deps, address, ctx });
  const contract = operation.responses[reply.status];
  if (reply.shows && contract && 'schema' in contract) {
    const answer = toSharedAnswer(
      contract.schema.parse(reply.body),
      reply.headers ?? {},
      reply.shows,
    );
    deps.responses.keep(key, answer, begunAt);
    return writeShared(ctx, answer);
  }
  ctx.set(reply.headers ?? {});
  if (contract) write(ctx, contract, reply.body);
  // Last: no body makes Koa take any status for 204.
  ctx.status = reply.status;
}

/** Where an operation takes forms as well, the handler reads those as they stream in. */
async function parseBody(operation: Operation, ctx: Context): Promise<unknown> {
  if (!operation.body) return undefined;
  if (operation.form && ctx.is('multipart/form-data')) return undefined;
  if (operation.body.isOptional() && hasNoBody(ctx))
    return parseInput(operation.body, undefined, 'body');
  return parseInput(operation.body, await readJsonBody(ctx), 'body');
}

/** RFC 9112 §6: neither `Content-Length` nor `Transfer-Encoding`, or a length of nothing. */
function hasNoBody({ req }: Context): boolean {
  return (
    req.headers['transfer-encoding'] === undefined && !Number(req.headers['content-length'] ?? 0)
  );
}

/** Bytes go out as they are; JSON goes through the contract's schema, so that nothing leaves that it does not name. */
function write(ctx: Context, contract: ResponseContract, body: unknown): void {
  if ('schema' in contract) {
    ctx.body = contract.schema.parse(body);
  } else if ('contentType' in contract) {
    const isBytes = typeof body === 'string' || body instanceof Readable;
    ctx.body = contract.json && !isBytes ? contract.json.parse(body) : body;
  } else {
    const { status } = ctx;
    ctx.body = null;
    // Koa takes no body for 204, whatever the status was.
    ctx.status = status;
  }
}

/** An id that cannot be one names nothing that exists. */
function parseParams(operation: Operation, ctx: Context): unknown {
  if (!operation.params) return undefined;
  const parsed = operation.params.safeParse(ctx.params);
  if (!parsed.success) throw new Problem('not_found');
  return parsed.data;
}

/** A repeated parameter is a list; a schema that wants one value then refuses it. */
function plainQuery(ctx: Context): Record<string, string | string[] | undefined> {
  return { ...ctx.query };
}
