import { DatabaseError } from 'pg';
import { z } from 'zod';
import {
  addShelf,
  findShelf,
  listShelves,
  lockShelf,
  removeShelf,
  replaceShelf,
  type ShelfRow,
  type ShelfTable,
} from '../../db/repositories/catalogue/shelves.ts';
import { transact } from '../../db/transaction.ts';
import { cursorPageSchema, presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { contentTag, requireVersion } from '../http/entity-tag.ts';
import { Problem } from '../http/problem.ts';
import { route, type Operation } from '../http/route.ts';
import { shelfBodySchema, shelfParams, shelfQuery, shelfSchema } from './schema.ts';

interface ShelfNames {
  /** As in a sentence: `author`. */
  one: string;
  /** As in an operation's id: `Author`. */
  One: string;
  /** `Authors`. */
  Many: string;
}

/** List, read, add, replace and remove: the same for authors, narrators, genres, tags and series. */
export function shelfOperations(table: ShelfTable, { one, One, Many }: ShelfNames): Operation[] {
  const tag = 'People and shelves';
  const schema = shelfSchema(table, One);
  const body = shelfBodySchema(table, `${One}Body`);
  const pageSchema = cursorPageSchema(schema, `${One}Page`);

  const list = route({
    operationId: `list${Many}`,
    tag,
    summary: `${Many} by name`,
    description: 'Those of what is or was for sale, and those that an administrator has added.',
    method: 'get',
    path: `/${table}`,
    auth: 'public',
    shared: true,
    query: shelfQuery,
    responses: { 200: { description: 'One page', schema: pageSchema } },
    handler: async ({ query, em, deps, ctx }) => {
      const place = readPlace(query, table, z.string());
      const { count, rows } = await listShelves(em, table, { q: query.q, place });
      const page = presentCursorPage(ctx, deps.config.http.publicUrl, place, {
        count,
        rows,
        keyOf: ({ key, id }) => ({ value: key, id }),
        present: (row) => row,
      });
      return { status: 200, shows: [], ...page };
    },
  });

  const get = route({
    operationId: `get${One}`,
    tag,
    summary: `One ${one}`,
    description: `Their audiobooks: \`GET /audiobooks?${one}=<id>\`.`,
    method: 'get',
    path: `/${table}/{id}`,
    auth: 'public',
    shared: true,
    params: shelfParams,
    responses: { 200: { description: `The ${one}`, schema } },
    handler: async ({ params, em }) => {
      const row = requireFound(await findShelf(em, table, params.id));
      return { status: 200, headers: tagged(row), shows: [], body: row };
    },
  });

  const add = route({
    operationId: `create${One}`,
    tag,
    summary: `Add a ${one}`,
    method: 'post',
    path: `/${table}`,
    auth: 'admin',
    scope: 'admin',
    body,
    responses: { 201: { description: `The ${one}`, schema } },
    problems: ['conflict'],
    handler: async ({ body: given, em }) => {
      const id = await addShelf(em, table, given).catch(refuse);
      const row = requireFound(await findShelf(em, table, id));
      const headers = { ...tagged(row), Location: `/api/v1/${table}/${id}` };
      return { status: 201, headers, body: row };
    },
  });

  const replace = route({
    operationId: `replace${One}`,
    tag,
    summary: `Write what is known of a ${one} anew`,
    method: 'put',
    path: `/${table}/{id}`,
    auth: 'admin',
    scope: 'admin',
    params: shelfParams,
    body,
    responses: { 200: { description: 'As it is now', schema } },
    problems: ['conflict', 'precondition_failed'],
    handler: async ({ params, body: given, em, ctx }) => {
      await transact(em, async (tx) => {
        requireVersion(ctx, requireFound(await lockShelf(tx, table, params.id)));
        await replaceShelf(tx, table, params.id, given);
      }).catch(refuse);
      const row = requireFound(await findShelf(em, table, params.id));
      return { status: 200, headers: tagged(row), body: row };
    },
  });

  const remove = route({
    operationId: `delete${One}`,
    tag,
    summary: `Remove a ${one} that has no audiobooks`,
    method: 'delete',
    path: `/${table}/{id}`,
    auth: 'admin',
    scope: 'admin',
    params: shelfParams,
    responses: { 204: { description: 'Gone' } },
    problems: ['conflict', 'precondition_failed'],
    handler: async ({ params, em, ctx }) => {
      await transact(em, async (tx) => {
        requireVersion(ctx, requireFound(await lockShelf(tx, table, params.id)));
        await removeShelf(tx, table, params.id);
      }).catch(refuse);
      return { status: 204 };
    },
  });

  return [list, get, add, replace, remove];
}

function tagged(row: ShelfRow): { ETag: string } {
  return { ETag: contentTag(row.version, row) };
}

function requireFound<Found>(found: Found | null): Found {
  if (found === null) throw new Problem('not_found');
  return found;
}

/** The codes of PostgreSQL, appendix A. */
function refuse(error: unknown): never {
  const code = error instanceof DatabaseError ? error.code : undefined;
  if (code === '23505') throw new Problem('conflict', { detail: 'There is one with this name.' });
  if (code === '23001') throw new Problem('conflict', { detail: 'There are audiobooks with it.' });
  throw error;
}
