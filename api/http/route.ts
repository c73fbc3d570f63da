import type { Context } from 'koa';
import type { z } from 'zod';
import type { UserRole } from '../../db/entities/user.ts';
import type { Em } from '../../db/orm.config.ts';
import type { ProblemCode } from '../../domain/errors.ts';
import type { ApiKeyScope } from '../../domain/api-key-scopes.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { LimitRule } from './limit-rule.ts';

/** Who may call: anybody, anybody with or without a token, whoever is signed in, administrators. */
export type AuthRule = 'public' | 'optional' | 'user' | 'admin';

/** Whoever the access token speaks for, as the database knows them at this moment. */
export interface CurrentUser {
  id: string;
  email: string;
  username: string;
  role: UserRole;
  /** null for a machine with an API key. */
  sessionId: string | null;
}

/** What a status answers: a JSON schema, bytes of some media type (or JSON in their place), or nothing. */
export type ResponseContract =
  | { description: string; schema: z.ZodType }
  | { description: string; contentType: string; json?: z.ZodType }
  | { description: string };

export type ResponseMap = Record<number, ResponseContract>;

type BodyOf<Contract> = Contract extends { schema: infer Schema extends z.ZodType }
  ? { body: z.input<Schema> }
  : Contract extends { contentType: string }
    ? { body: NonNullable<Context['body']> }
    : { body?: undefined };

/** A handler answers with one of the statuses that its contract names, and with that status's body. */
export type Reply<Responses extends ResponseMap> = {
  [Status in keyof Responses & number]: {
    status: Status;
    headers?: Record<string, string>;
    /** Of a `shared` operation: the answer is everybody's, and shows these audiobooks. */
    shows?: readonly string[];
  } & BodyOf<Responses[Status]>;
}[keyof Responses & number];

type UserOf<Auth extends AuthRule> = Auth extends 'public'
  ? null
  : Auth extends 'optional'
    ? CurrentUser | null
    : CurrentUser;

/** One request, parsed and authorised, as a handler sees it. */
export interface Call<Auth extends AuthRule, Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  user: UserOf<Auth>;
  em: Em;
  deps: ApiDeps;
  /** The client's address, forwarding by trusted proxies taken into account. */
  address: string;
  /** Koa's own view, for what streams. */
  ctx: Context;
}

export interface RouteDefinition<
  Auth extends AuthRule,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Responses extends ResponseMap,
> {
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, in OpenAPI's spelling: `/audiobooks/{id}`. */
  path: `/${string}`;
  auth: Auth;
  /** Lets API keys with this scope in; without it, only people with a session may call. */
  scope?: ApiKeyScope;
  /** Whose the thing in the path is; to others it does not exist. */
  ownedBy?: 'caller' | 'caller or admin';
  limit?: LimitRule;
  params?: Params;
  query?: Query;
  /** JSON; none is needed where the schema is optional. With `form` as well the client chooses, and for a form the handler gets `undefined`. */
  body?: Body;
  /** `multipart/form-data`, read by the handler as it streams in; the schema is for the document. */
  form?: z.ZodType;
  /** GETs whose 200 may be the same for everybody: kept in the process until what they show changes, with an ETag. */
  shared?: boolean;
  responses: Responses;
  /** Beyond those that follow from `auth`, `limit` and the schemas. */
  problems?: ProblemCode[];
  handler(
    call: Call<Auth, z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<Reply<NoInfer<Responses>>>;
}

/** A route with its types forgotten, as the routing table and the document need it. */
export type Operation = Omit<
  RouteDefinition<AuthRule, z.ZodType, z.ZodType, z.ZodType, ResponseMap>,
  'handler'
> & {
  handler(call: Call<AuthRule, unknown, unknown, unknown>): Promise<{
    status: number;
    headers?: Record<string, string>;
    shows?: readonly string[];
    body?: unknown;
  }>;
};

/** One operation: who may call it, how often, what goes in and out, and what it does. */
export function route<
  const Auth extends AuthRule,
  const Responses extends ResponseMap,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: RouteDefinition<Auth, Params, Query, Body, Responses>): Operation {
  return definition;
}
