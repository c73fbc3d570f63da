import { findReview } from '../../db/repositories/reviews/list-reviews.ts';
import { addReview } from '../../db/repositories/reviews/reviews.ts';
import { transact } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentReview } from './present.ts';
import { bookParams, reviewBody, reviewSchema } from './schema.ts';

export const createReview = route({
  operationId: 'createReview',
  tag: 'Reviews',
  summary: 'Review an audiobook of the store',
  description: 'One a user and audiobook. Where reviews are looked at first, it is `pending`.',
  method: 'post',
  path: '/audiobooks/{id}/reviews',
  auth: 'user',
  scope: 'library:write',
  limit: { name: 'review', points: 60, perSeconds: 3600, by: 'user' },
  params: bookParams,
  body: reviewBody,
  responses: { 201: { description: 'Written', schema: reviewSchema } },
  problems: ['already_reviewed'],
  handler: async ({ params, body, user, em, deps }) => {
    const review = { userId: user.id, audiobookId: params.id, ...body };
    const mode = deps.config.reviews.moderation;
    const added = await transact(em, (tx) => addReview(tx, review, mode));
    if (added === 'not_in_store') throw new Problem('not_found');
    if (added === 'already_reviewed') throw new Problem('already_reviewed');
    const row = await findReview(em, user.id, added.id);
    if (!row) throw new Problem('not_found');
    return { status: 201, body: presentReview(row, user.id) };
  },
});
