import { findReports, findReview } from '../../db/repositories/reviews/list-reviews.ts';
import { moderateReview as judge } from '../../db/repositories/reviews/reviews.ts';
import { transact } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentModerated } from './present.ts';
import { moderatedReviewSchema, moderationBody, reviewParams } from './schema.ts';

export const moderateReview = route({
  operationId: 'moderateReview',
  tag: 'Admin',
  summary: 'Approve a review, reject it, or set it aside',
  description: 'Reports count from nothing again afterwards.',
  method: 'put',
  path: '/admin/reviews/{id}/moderation',
  auth: 'admin',
  scope: 'admin',
  params: reviewParams,
  body: moderationBody,
  responses: { 200: { description: 'As it is now', schema: moderatedReviewSchema } },
  handler: async ({ params, body, em }) => {
    const decision = { moderation: body.moderation, note: body.note ?? null };
    await transact(em, (tx) => judge(tx, params.id, decision));
    const row = await findReview(em, null, params.id);
    if (!row) throw new Problem('not_found');
    return { status: 200, body: presentModerated(row, await findReports(em, [row.id])) };
  },
});
