import { z } from 'zod';
import { withCards } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { searchCatalogue } from '../../db/repositories/search/search-catalogue.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { highlighter } from './highlight.ts';
import { presentAudiobook } from './present.ts';
import { readFilter } from './read-filter.ts';
import { foundPageSchema, searchQuery } from './schema.ts';

export const searchAudiobooks = route({
  operationId: 'searchAudiobooks',
  tag: 'Audiobooks',
  summary: 'Search what is for sale',
  description:
    'Over titles, authors, narrators, series, tags, genres and descriptions, accents and case aside: words in any ' +
    'order and, in English, any form; words that nothing has are taken for near ones; the best first.',
  method: 'get',
  path: '/audiobooks/search',
  auth: 'public',
  shared: true,
  query: searchQuery,
  responses: { 200: { description: 'One page', schema: foundPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const place = readPlace(query, `search:${query.q}`, z.int());
    const { count, found, searched } = await searchCatalogue(em, query.q, readFilter(query), place);
    const rows = await withCards(found, (ids) => deps.cards.find(ids));
    const highlight = await highlighter(
      em,
      searched,
      rows.map(({ card }) => card),
    );
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows,
      keyOf: ({ row }) => ({ value: row.rank, id: row.id }),
      present: ({ card }) => ({
        ...presentAudiobook(card, publicUrl),
        highlights: highlight(card),
      }),
    });
    return { status: 200, shows: found.map(({ id }) => id), ...page };
  },
});
