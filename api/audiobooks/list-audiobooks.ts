import { z } from 'zod';
import { withCards } from '../../db/repositories/catalogue/audiobook-cards.ts';
import type { CatalogueSort } from '../../domain/catalogue/catalogue-sorts.ts';
import { presentCursorPage, readPlace, timestampKey } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { presentAudiobook } from './present.ts';
import { readFilter } from './read-filter.ts';
import { audiobookPageSchema, listQuery } from './schema.ts';

/** What a cursor may have of each sort: a forged one is refused before the database meets it. */
const sortKeys: Record<CatalogueSort, z.ZodType<string | number>> = {
  newest: timestampKey,
  popular: z.int(),
  rating: z.number(),
  title: z.string(),
  duration: z.number(),
  price: z.int(),
};

export const listAudiobooks = route({
  operationId: 'listAudiobooks',
  tag: 'Audiobooks',
  summary: 'Browse what is for sale',
  method: 'get',
  path: '/audiobooks',
  auth: 'public',
  shared: true,
  query: listQuery,
  responses: { 200: { description: 'One page', schema: audiobookPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const { sort } = query;
    const filter = readFilter(query);
    const place = readPlace(query, `audiobooks:${sort}`, sortKeys[sort]);
    const { rows, count } = await deps.catalogue.list(em, { filter, sort, place });
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows: await withCards(rows, (ids) => deps.cards.find(ids)),
      keyOf: ({ row }) => ({ value: row.key, id: row.id }),
      present: ({ card }) => presentAudiobook(card, publicUrl),
    });
    return { status: 200, shows: rows.map(({ id }) => id), ...page };
  },
});
