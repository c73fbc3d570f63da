import { findRelated, findTaste } from '../../db/repositories/catalogue/related-books.ts';
import { route } from '../http/route.ts';
import { presentInOrder } from './present-in-order.ts';
import { audiobookListSchema, fewQuery } from './schema.ts';

export const listRecommendedAudiobooks = route({
  operationId: 'listRecommendedAudiobooks',
  tag: 'Audiobooks',
  summary: 'What one may like next',
  description:
    'What has most in common with what the caller has listened to, bought, praised or marked of late, and is by authors ' +
    'that they follow; without any of that, what is played most.',
  method: 'get',
  path: '/audiobooks/recommended',
  auth: 'optional',
  scope: 'catalogue:read',
  query: fewQuery,
  responses: { 200: { description: 'The best first', schema: audiobookListSchema } },
  handler: async ({ query, user, em, deps }) => {
    const { limit } = query;
    const taste = user ? await findTaste(em, user.id) : { liked: [], followed: [], known: [] };
    const { liked: to, followed: authors, known: except } = taste;
    const hasTaste = to.length > 0 || authors.length > 0;
    const related = hasTaste ? await findRelated(em, { to, authors, except, limit }) : [];
    const place = { after: null, offset: 0, limit: limit + except.length };
    const popular =
      related.length < limit
        ? (await deps.catalogue.list(em, { filter: {}, sort: 'popular', place })).rows
        : [];
    const known = new Set([...except, ...related]);
    const further = popular.map(({ id }) => id).filter((id) => !known.has(id));
    const ids = [...related, ...further].slice(0, limit);
    return { status: 200, body: await presentInOrder(em, deps, ids) };
  },
});
