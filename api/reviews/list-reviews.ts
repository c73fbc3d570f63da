import { z } from 'zod';
import {
  listReviews as findReviews,
  sortValue,
} from '../../db/repositories/reviews/list-reviews.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { requireVisibleBook } from './policy.ts';
import { presentReview } from './present.ts';
import { bookParams, reviewPageSchema, reviewsQuery } from './schema.ts';

export const listReviews = route({
  operationId: 'listReviews',
  tag: 'Reviews',
  summary: 'The reviews of an audiobook',
  description: 'What is approved, and to its author also what waits to be.',
  method: 'get',
  path: '/audiobooks/{id}/reviews',
  auth: 'optional',
  scope: 'library:read',
  params: bookParams,
  query: reviewsQuery,
  responses: { 200: { description: 'One page', schema: reviewPageSchema } },
  handler: async ({ params, query, user, em, deps, ctx }) => {
    await requireVisibleBook(em, user, params.id);
    const { sort, rating } = query;
    const place = readPlace(query, `reviews/${sort}`, z.int32());
    const purchased = query.purchased === undefined ? undefined : query.purchased === 'true';
    const filter = { audiobookId: params.id, rating, purchased };
    const viewerId = user?.id ?? null;
    const found = await findReviews(em, viewerId, filter, sort, place);
    const page = presentCursorPage(ctx, deps.config.http.publicUrl, place, {
      ...found,
      keyOf: (row) => ({ value: sortValue(row, sort), id: row.id }),
      present: (row) => presentReview(row, viewerId),
    });
    return { status: 200, ...page };
  },
});
