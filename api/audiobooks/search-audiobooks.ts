import { z } from 'zod';
import { withCards } from '../../db/repositories/audiobook-cards.ts';
import { searchCatalogue, type FoundAudiobook } from '../../db/repositories/search-catalogue.ts';
import { markEnd, markStart } from '../../db/repositories/search-marks.ts';
import { markHtml } from '../../domain/search/mark-html.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
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
    const place = readPlace(query, `search:${query.q}`, z.number());
    const { count, found } = await searchCatalogue(em, query.q, readFilter(query), place);
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows: await withCards(em, found),
      keyOf: ({ row }) => ({ value: row.rank, id: row.id }),
      present: ({ row, card }) => ({
        ...presentAudiobook(card, publicUrl),
        highlights: presentHighlights(row),
      }),
    });
    return { status: 200, shows: found.map(({ id }) => id), ...page };
  },
});

function presentHighlights({ title, people, shelves, description }: FoundAudiobook) {
  const texts = Object.entries({ title, people, shelves, description });
  return Object.fromEntries(
    texts.flatMap(([name, text]) => {
      const html = markHtml(text, markStart, markEnd);
      return html === null ? [] : [[name, html]];
    }),
  );
}
