import type { Context } from 'koa';
import { z } from 'zod';

/** `page` and `page_size` of every list. */
export const pageQuery = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(20),
};

export interface PageRequest {
  page: number;
  page_size: number;
}

/** The envelope of every list. */
export function pageSchema<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({
      count: z.int().meta({ description: 'Over all pages' }),
      next: z.url().nullable(),
      previous: z.url().nullable(),
      current_page: z.int(),
      total_pages: z.int(),
      results: z.array(item),
    })
    .meta({ id });
}

/**
 * The envelope around one page of results, with `Link` headers (RFC 8288) for the neighbours.
 *
 * @param publicUrl the API's address as clients see it
 */
export function presentPage<Item>(
  ctx: Context,
  publicUrl: string,
  { page, page_size: pageSize }: PageRequest,
  { count, results }: { count: number; results: Item[] },
) {
  const totalPages = Math.max(1, Math.ceil(count / pageSize));
  const next = page < totalPages ? pageUrl(ctx, publicUrl, page + 1) : null;
  const previous = page > 1 ? pageUrl(ctx, publicUrl, Math.min(page - 1, totalPages)) : null;
  const links = [
    ...(next ? [`<${next}>; rel="next"`] : []),
    ...(previous ? [`<${previous}>; rel="prev"`] : []),
  ];
  return {
    headers: links.length > 0 ? { Link: links.join(', ') } : {},
    body: { count, next, previous, current_page: page, total_pages: totalPages, results },
  };
}

function pageUrl(ctx: Context, publicUrl: string, page: number): string {
  const url = new URL(`${publicUrl}${ctx.path}`);
  url.search = ctx.querystring;
  url.searchParams.set('page', String(page));
  return url.href;
}
