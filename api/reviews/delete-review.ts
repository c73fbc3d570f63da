import { removeReview } from '../../db/repositories/reviews/reviews.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { requireAuthorOrAdmin } from './policy.ts';
import { reviewParams } from './schema.ts';

export const deleteReview = route({
  operationId: 'deleteReview',
  tag: 'Reviews',
  summary: 'Remove a review',
  method: 'delete',
  path: '/reviews/{id}',
  auth: 'user',
  scope: 'library:write',
  ownedBy: 'caller or admin',
  params: reviewParams,
  responses: { 204: { description: 'Gone' } },
  handler: async ({ params, user, em }) => {
    await requireAuthorOrAdmin(em, user, params.id);
    await transact(em, (tx) => removeReview(tx, params.id));
    return { status: 204 };
  },
});
