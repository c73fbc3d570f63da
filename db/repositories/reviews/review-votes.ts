import type { Tx } from '../../transaction.ts';

/** Says that a review helped. Said twice, it counts once. @returns how many say so; null where it is gone */
export async function voteHelpful(
  tx: Tx,
  reviewId: string,
  userId: string,
): Promise<number | null> {
  const helpfulCount = await lockCount(tx, reviewId);
  if (helpfulCount === null) return null;
  const inserted = await tx
    .getKysely()
    .insertInto('review_votes')
    .values({ review_id: reviewId, user_id: userId })
    .onConflict((conflict) => conflict.columns(['review_id', 'user_id']).doNothing())
    .executeTakeFirst();
  return keepCount(tx, reviewId, helpfulCount, Number(inserted.numInsertedOrUpdatedRows));
}

/** Takes that back. */
export async function unvoteHelpful(tx: Tx, reviewId: string, userId: string): Promise<void> {
  const helpfulCount = await lockCount(tx, reviewId);
  if (helpfulCount === null) return;
  const deleted = await tx
    .getKysely()
    .deleteFrom('review_votes')
    .where('review_id', '=', reviewId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  await keepCount(tx, reviewId, helpfulCount, -Number(deleted.numDeletedRows));
}

/** Votes change no sum on the audiobook, so that one need not be locked. */
async function lockCount(tx: Tx, reviewId: string): Promise<number | null> {
  const row = await tx
    .getKysely()
    .selectFrom('reviews')
    .select('helpful_count')
    .where('id', '=', reviewId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.helpful_count ?? null;
}

async function keepCount(
  tx: Tx,
  reviewId: string,
  helpfulCount: number,
  move: number,
): Promise<number> {
  if (move === 0) return helpfulCount;
  const next = helpfulCount + move;
  await tx
    .getKysely()
    .updateTable('reviews')
    .set({ helpful_count: next })
    .where('id', '=', reviewId)
    .execute();
  return next;
}
