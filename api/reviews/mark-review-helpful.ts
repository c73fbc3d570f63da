import { voteHelpful } from '../../db/repositories/reviews/review-votes.ts';
import { transact } from '../../db/transaction.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireAnothers } from './policy.ts';
import { helpfulSchema, reviewParams } from './schema.ts';

export const markReviewHelpful = route({
  operationId: 'markReviewHelpful',
  tag: 'Reviews',
  summary: 'Say that a review helped',
  description: 'Never of your own. Said again, it changes nothing.',
  method: 'post',
  path: '/reviews/{id}/helpful',
  auth: 'user',
  scope: 'library:write',
  params: reviewParams,
  responses: { 200: { description: 'Counted', schema: helpfulSchema } },
  problems: ['forbidden'],
  handler: async ({ params, user, em }) => {
    await requireAnothers(em, user, params.id);
    const helpfulCount = await transact(em, (tx) => voteHelpful(tx, params.id, user.id));
    if (helpfulCount === null) throw new Problem('not_found');
    return { status: 200, body: { helpful_count: helpfulCount, voted_helpful: true } };
  },
});
