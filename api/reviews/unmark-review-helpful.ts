import { unvoteHelpful } from '../../db/repositories/reviews/review-votes.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { requireAnothers } from './policy.ts';
import { reviewParams } from './schema.ts';

export const unmarkReviewHelpful = route({
  operationId: 'unmarkReviewHelpful',
  tag: 'Reviews',
  summary: 'Take that back',
  method: 'delete',
  path: '/reviews/{id}/helpful',
  auth: 'user',
  scope: 'library:write',
  params: reviewParams,
  responses: { 204: { description: 'Not counted' } },
  problems: ['forbidden'],
  handler: async ({ params, user, em }) => {
    await requireAnothers(em, user, params.id);
    await transact(em, (tx) => unvoteHelpful(tx, params.id, user.id));
    return { status: 204 };
  },
});
