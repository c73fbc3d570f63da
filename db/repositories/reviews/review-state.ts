import type { Moderation } from '../../entities/review.ts';
import type { Tx } from '../../transaction.ts';

/** What of a review can change. */
export interface ReviewState {
  rating: number;
  text: string;
  moderation: Moderation;
  moderationNote: string | null;
  reportCount: number;
}

export interface LockedReview extends ReviewState {
  id: string;
  userId: string;
  audiobookId: string;
}

/**
 * Everybody who writes reviews takes the audiobook first, then the review, then its votes and reports: so nobody waits
 * for anybody in a circle, and the sums on the audiobook are right.
 *
 * @returns whether there is one in the store
 */
export async function lockReviewed(tx: Tx, audiobookId: string): Promise<boolean> {
  const book = await tx
    .getKysely()
    .selectFrom('audiobooks')
    .select(['visibility', 'status', 'withdrawn_at'])
    .where('id', '=', audiobookId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return book?.visibility === 'store' && book.status === 'published' && book.withdrawn_at === null;
}

/**
 * Changes a review, and the sums on its audiobook with it.
 *
 * @param change from the state that it is in to the next; null removes it
 * @returns the review as it is then, or as it last was; null where there was none
 */
export async function changeReview(
  tx: Tx,
  reviewId: string,
  change: (review: LockedReview) => ReviewState | null,
): Promise<LockedReview | null> {
  const review = await lockReview(tx, reviewId);
  if (!review) return null;
  const next = change(review);
  const kysely = tx.getKysely();
  if (next) {
    await kysely
      .updateTable('reviews')
      .set({
        rating: next.rating,
        text: next.text,
        moderation: next.moderation,
        moderation_note: next.moderationNote,
        report_count: next.reportCount,
        ...(next.rating === review.rating && next.text === review.text
          ? {}
          : { updated_at: new Date() }),
      })
      .where('id', '=', reviewId)
      .execute();
  } else {
    await kysely.deleteFrom('reviews').where('id', '=', reviewId).execute();
  }
  await moveSums(tx, review.audiobookId, review, next);
  return { ...review, ...next };
}

/** @returns null where there is none */
export async function lockReview(tx: Tx, reviewId: string): Promise<LockedReview | null> {
  const rows = tx.getKysely().selectFrom('reviews').where('id', '=', reviewId);
  const found = await rows.select('audiobook_id').executeTakeFirst();
  if (!found) return null;
  await lockReviewed(tx, found.audiobook_id);
  const row = await rows
    .select(['id', 'user_id', 'audiobook_id', 'rating', 'text', 'moderation'])
    .select(['moderation_note', 'report_count'])
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { id, rating, text, moderation } = row;
  return {
    ...{ id, rating, text, moderation },
    userId: row.user_id,
    audiobookId: row.audiobook_id,
    moderationNote: row.moderation_note,
    reportCount: row.report_count,
  };
}

/** Moves the sums on a locked audiobook by what a review counted and counts now; null for none. */
export async function moveSums(
  tx: Tx,
  audiobookId: string,
  before: ReviewState | null,
  after: ReviewState | null,
): Promise<void> {
  const [was, is] = [weightOf(before), weightOf(after)];
  const moves = {
    ratings: is.ratings - was.ratings,
    sum: is.sum - was.sum,
    texts: is.texts - was.texts,
  };
  if (Object.values(moves).every((move) => move === 0)) return;
  await tx
    .getKysely()
    .updateTable('audiobooks')
    .set((eb) => ({
      rating_sum: eb('rating_sum', '+', moves.sum),
      rating_count: eb('rating_count', '+', moves.ratings),
      review_count: eb('review_count', '+', moves.texts),
    }))
    .where('id', '=', audiobookId)
    .execute();
}

/** Only approved reviews count. */
function weightOf(review: ReviewState | null) {
  if (review?.moderation !== 'approved') return { ratings: 0, sum: 0, texts: 0 };
  return { ratings: 1, sum: review.rating, texts: review.text === '' ? 0 : 1 };
}
