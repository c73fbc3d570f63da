import { z } from 'zod';
import { withCards } from '../../db/repositories/cards-by-id.ts';
import { countShelf, listShelf } from '../../db/repositories/catalogue.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { presentAudiobook } from './present.ts';
import { readFilter } from './read-filter.ts';
import { audiobookPageSchema, listQuery } from './schema.ts';

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
    const place = readPlace(query, `audiobooks:${sort}`, z.union([z.string(), z.number()]));
    const [rows, count] = await Promise.all([
      listShelf(em, filter, sort, place),
      deps.responses.count(JSON.stringify(filter), () => countShelf(em, filter)),
    ]);
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows: await withCards(em, rows),
      keyOf: ({ row }) => ({ value: row.key, id: row.id }),
      present: ({ card }) => presentAudiobook(card, publicUrl),
    });
    return { status: 200, shows: rows.map(({ id }) => id), ...page };
  },
});
