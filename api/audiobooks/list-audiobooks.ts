import { listPublished } from '../../db/repositories/audiobook-cards.ts';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { presentAudiobook } from './present.ts';
import { audiobookPageSchema, listQuery } from './schema.ts';

export const listAudiobooks = route({
  operationId: 'listAudiobooks',
  tag: 'Audiobooks',
  summary: 'Browse what is for sale',
  method: 'get',
  path: '/audiobooks',
  auth: 'public',
  query: listQuery,
  responses: { 200: { description: 'One page', schema: audiobookPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const { page, page_size: limit } = query;
    const filter = {
      genre: query.genre,
      author: query.author,
      narrator: query.narrator,
      tag: query.tag,
      series: query.series,
      language: query.language,
      minDurationSeconds: query.min_duration,
      maxDurationSeconds: query.max_duration,
      releasedAfter: query.released_after,
      releasedBefore: query.released_before,
    };
    const offset = (page - 1) * limit;
    const { count, cards } = await listPublished(em, filter, query.sort, { limit, offset });
    const { publicUrl } = deps.config.http;
    const results = cards.map((card) => presentAudiobook(card, publicUrl));
    return { status: 200, ...presentPage(ctx, publicUrl, query, { count, results }) };
  },
});
