import type { Context } from 'koa';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { pageQuery, pageSchema, type PageRequest } from './pagination.ts';

/** `page`, `page_size` and `cursor` of a list that is added to while somebody reads it. */
export const cursorPageQuery = {
  ...pageQuery,
  cursor: z.string().min(1).max(8000).optional().meta({
    description:
      '`next_cursor` of the page before: goes on behind its last row, whatever was added since. It wins over `page`',
  }),
};

/** The envelope of such a list. `next` goes on by the cursor: whoever follows it sees each row once. */
export function cursorPageSchema<Item extends z.ZodType>(item: Item, id: string) {
  return pageSchema(item, id).extend({ next_cursor: z.string().nullable() }).meta({ id });
}

/** A time as a cursor has it: milliseconds since 1970, up to the year 9999. */
export const timestampKey = z.int().min(0).max(253_402_300_799_999);

/** By what a list is sorted, and what tells rows apart that are equal in it. */
export interface RowKey<Value extends string | number = string | number> {
  value: Value;
  id: string;
}

/** Which rows a page has: those after a row, or else those after so many. */
export interface Place<Value extends string | number = string | number> {
  /** Names the list and its sort: a cursor is good for no other. */
  list: string;
  page: number;
  limit: number;
  offset: number;
  after: RowKey<Value> | null;
}

/**
 * @param list names the list and its sort
 * @throws Problem `validation_failed` for a cursor of another list
 */
export function readPlace<Value extends string | number>(
  query: PageRequest & { cursor?: string | undefined },
  list: string,
  value: z.ZodType<Value>,
): Place<Value> {
  const { page, page_size: limit, cursor } = query;
  if (cursor === undefined) return { list, page, limit, offset: (page - 1) * limit, after: null };
  const parts = z.tuple([z.literal(list), z.int().min(2).max(1_000_000), value, z.uuid()]);
  const [, cursorPage, after, id] = decodeCursor(cursor, parts);
  return { list, page: cursorPage, limit, offset: 0, after: { value: after, id } };
}

interface Rows<Row, Item> {
  count: number;
  /** One more than the page has, where there is one more. */
  rows: Row[];
  keyOf(row: Row): RowKey;
  present(row: Row): Item;
}

/** The envelope around one page of rows, with `Link` headers (RFC 8288) for the neighbours. */
export function presentCursorPage<Row, Item>(
  ctx: Context,
  publicUrl: string,
  { list, page, limit }: Place,
  { count, rows, keyOf, present }: Rows<Row, Item>,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const totalPages = Math.max(1, Math.ceil(count / limit));
  const key = last && rows.length > limit ? keyOf(last) : null;
  const nextCursor = key && encodeCursor([list, page + 1, key.value, key.id]);
  const next = nextCursor && pageUrl(ctx, publicUrl, page + 1, nextCursor);
  const previous = page > 1 ? pageUrl(ctx, publicUrl, Math.min(page - 1, totalPages), null) : null;
  const links = [
    ...(next ? [`<${next}>; rel="next"`] : []),
    ...(previous ? [`<${previous}>; rel="prev"`] : []),
  ];
  return {
    headers: links.length > 0 ? { Link: links.join(', ') } : {},
    body: {
      count,
      next,
      previous,
      current_page: page,
      total_pages: totalPages,
      next_cursor: nextCursor,
      results: shown.map(present),
    },
  };
}

function pageUrl(ctx: Context, publicUrl: string, page: number, cursor: string | null): string {
  const url = new URL(`${publicUrl}${ctx.path}`);
  url.search = ctx.querystring;
  url.searchParams.set('page', String(page));
  if (cursor === null) url.searchParams.delete('cursor');
  else url.searchParams.set('cursor', cursor);
  return url.href;
}
