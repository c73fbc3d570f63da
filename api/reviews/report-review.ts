import { reportReview as keepReport } from '../../db/repositories/reviews/reviews.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { requireAnothers } from './policy.ts';
import { reportBody, reviewParams } from './schema.ts';

export const reportReview = route({
  operationId: 'reportReview',
  tag: 'Reviews',
  summary: 'Tell the administrators of a review',
  description: 'Once a user. A third report hides the review until somebody has looked at it.',
  method: 'post',
  path: '/reviews/{id}/report',
  auth: 'user',
  scope: 'library:write',
  limit: { name: 'report', points: 60, perSeconds: 3600, by: 'user' },
  params: reviewParams,
  body: reportBody,
  responses: { 204: { description: 'Noted' } },
  problems: ['forbidden'],
  handler: async ({ params, body, user, em }) => {
    const { id: reviewId } = await requireAnothers(em, user, params.id);
    await transact(em, (tx) => keepReport(tx, { reviewId, userId: user.id, ...body }));
    return { status: 204 };
  },
});
