import { suggest } from '../../db/repositories/search/suggest.ts';
import { route } from '../http/route.ts';
import { suggestionsSchema, suggestQuery } from './schema.ts';

export const suggestAudiobooks = route({
  operationId: 'suggestAudiobooks',
  tag: 'Audiobooks',
  summary: 'Titles, people and series that begin as typed',
  method: 'get',
  path: '/audiobooks/suggestions',
  auth: 'public',
  shared: true,
  query: suggestQuery,
  responses: { 200: { description: 'The best, titles first', schema: suggestionsSchema } },
  handler: async ({ query, em }) => {
    const suggestions = await suggest(em, query.q, query.limit);
    return { status: 200, shows: [], body: { suggestions } };
  },
});
