import { findReview } from '../../db/repositories/reviews/list-reviews.ts';
import { rewriteReview } from '../../db/repositories/reviews/reviews.ts';
import { transact } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireAuthor } from './policy.ts';
import { presentReview } from './present.ts';
import { reviewBody, reviewParams, reviewSchema } from './schema.ts';

export const updateReview = route({
  operationId: 'updateReview',
  tag: 'Reviews',
  summary: 'Rewrite my review',
  description:
    'One that was hidden or rejected is `pending` then, until somebody has looked at it.',
  method: 'put',
  path: '/reviews/{id}',
  auth: 'user',
  scope: 'library:write',
  ownedBy: 'caller',
  params: reviewParams,
  body: reviewBody,
  responses: { 200: { description: 'As it is now', schema: reviewSchema } },
  handler: async ({ params, body, user, em, deps }) => {
    await requireAuthor(em, user, params.id);
    const mode = deps.config.reviews.moderation;
    await transact(em, (tx) => rewriteReview(tx, params.id, body, mode));
    const row = await findReview(em, user.id, params.id);
    if (!row) throw new Problem('not_found');
    return { status: 200, body: presentReview(row, user.id) };
  },
});
