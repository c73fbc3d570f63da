import type { Operation } from '../http/route.ts';
import { createReview } from './create-review.ts';
import { deleteReview } from './delete-review.ts';
import { listReviewsForModeration } from './list-reviews-for-moderation.ts';
import { listReviews } from './list-reviews.ts';
import { markReviewHelpful } from './mark-review-helpful.ts';
import { moderateReview } from './moderate-review.ts';
import { reportReview } from './report-review.ts';
import { unmarkReviewHelpful } from './unmark-review-helpful.ts';
import { updateReview } from './update-review.ts';

export const reviewsOperations: Operation[] = [
  listReviews,
  createReview,
  updateReview,
  deleteReview,
  markReviewHelpful,
  unmarkReviewHelpful,
  reportReview,
  listReviewsForModeration,
  moderateReview,
];
