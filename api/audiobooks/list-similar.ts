import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { findRelated } from '../../db/repositories/catalogue/related-books.ts';
import { route } from '../http/route.ts';
import { isInStore, requireVisible } from './policy.ts';
import { presentInOrder } from './present-in-order.ts';
import { audiobookListSchema, audiobookParams, fewQuery } from './schema.ts';

export const listSimilarAudiobooks = route({
  operationId: 'listSimilarAudiobooks',
  tag: 'Audiobooks',
  summary: 'What has most in common with an audiobook',
  description: 'By series, authors, narrators, tags and genres.',
  method: 'get',
  path: '/audiobooks/{id}/similar',
  auth: 'optional',
  scope: 'catalogue:read',
  shared: true,
  params: audiobookParams,
  query: fewQuery,
  responses: { 200: { description: 'The nearest first', schema: audiobookListSchema } },
  handler: async ({ params, query, user, em, deps }) => {
    const card = requireVisible(user, await findCard(em, params.id));
    const ids = await findRelated(em, { to: [card.id], limit: query.limit });
    const body = await presentInOrder(em, deps, ids);
    return { status: 200, body, ...(isInStore(card) ? { shows: ids } : {}) };
  },
});
