import type { Moderation } from '../../entities/review.ts';
import { newId } from '../../new-id.ts';
import type { Tx } from '../../transaction.ts';
import {
  changeReview,
  lockReview,
  lockReviewed,
  moveSums,
  type LockedReview,
  type ReviewState,
} from './review-state.ts';

/** `post`: shown at once, looked at when reported; `pre`: looked at before it is shown. */
export type ReviewMode = 'post' | 'pre';

interface NewReview {
  userId: string;
  audiobookId: string;
  rating: number;
  text: string;
}

/** So many reports hide a review until somebody has looked at it. */
const reportsThatHide = 3;

/** @returns the id, or why there is none: the audiobook is not in the store, or they have reviewed it */
export async function addReview(
  tx: Tx,
  { userId, audiobookId, rating, text }: NewReview,
  mode: ReviewMode,
): Promise<{ id: string } | 'not_in_store' | 'already_reviewed'> {
  if (!(await lockReviewed(tx, audiobookId))) return 'not_in_store';
  const id = newId();
  const moderation: Moderation = mode === 'pre' ? 'pending' : 'approved';
  const state: ReviewState = { rating, text, moderation, moderationNote: null, reportCount: 0 };
  const inserted = await tx
    .getKysely()
    .insertInto('reviews')
    .values({ id, user_id: userId, audiobook_id: audiobookId, rating, text, moderation })
    .onConflict((conflict) => conflict.columns(['user_id', 'audiobook_id']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return 'already_reviewed';
  await moveSums(tx, audiobookId, null, state);
  return { id };
}

/** Another rating, another text. What was hidden or rejected is looked at again. @returns null where it is gone */
export function rewriteReview(
  tx: Tx,
  reviewId: string,
  content: { rating: number; text: string },
  mode: ReviewMode,
): Promise<LockedReview | null> {
  return changeReview(tx, reviewId, (review) => {
    const stays = mode === 'post' && review.moderation === 'approved';
    return { ...review, ...content, moderation: stays ? 'approved' : 'pending' };
  });
}

export function removeReview(tx: Tx, reviewId: string): Promise<LockedReview | null> {
  return changeReview(tx, reviewId, () => null);
}

/** Somebody has looked at it: reports count from nothing again. @returns null where it is gone */
export function moderateReview(
  tx: Tx,
  reviewId: string,
  decision: { moderation: Moderation; note: string | null },
): Promise<LockedReview | null> {
  return changeReview(tx, reviewId, (review) => ({
    ...review,
    moderation: decision.moderation,
    moderationNote: decision.note,
    reportCount: 0,
  }));
}

/** Once a user and review, however often it is said. */
export async function reportReview(
  tx: Tx,
  report: { reviewId: string; userId: string; reason: string },
): Promise<void> {
  const { reviewId, userId, reason } = report;
  if (!(await lockReview(tx, reviewId))) return;
  const inserted = await tx
    .getKysely()
    .insertInto('review_reports')
    .values({ review_id: reviewId, user_id: userId, reason })
    .onConflict((conflict) => conflict.columns(['review_id', 'user_id']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return;
  await changeReview(tx, reviewId, (same) => {
    const reportCount = same.reportCount + 1;
    const hides = same.moderation === 'approved' && reportCount >= reportsThatHide;
    return { ...same, reportCount, moderation: hides ? 'pending' : same.moderation };
  });
}

/** All that somebody wrote goes with their account. */
export async function removeReviewsOf(tx: Tx, userId: string): Promise<void> {
  const rows = await tx
    .getKysely()
    .selectFrom('reviews')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('audiobook_id')
    .execute();
  for (const { id } of rows) await removeReview(tx, id);
}
