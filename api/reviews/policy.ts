import type { Em } from '../../db/orm.config.ts';
import { findPlayableAudio } from '../../db/repositories/listening/playable-audio.ts';
import { findReview, type ReviewRow } from '../../db/repositories/reviews/list-reviews.ts';
import { Problem } from '../http/problem.ts';
import type { CurrentUser } from '../http/route.ts';

/** Reviews are read by whoever sees the audiobook; to others it does not exist. */
export async function requireVisibleBook(
  em: Em,
  user: CurrentUser | null,
  audiobookId: string,
): Promise<void> {
  if (!(await findPlayableAudio(em, user, audiobookId))) throw new Problem('not_found');
}

/** Its author's alone; to others there is nothing here to change. */
export async function requireAuthor(
  em: Em,
  user: CurrentUser,
  reviewId: string,
): Promise<ReviewRow> {
  const review = await findReview(em, user.id, reviewId);
  if (review?.user_id !== user.id) throw new Problem('not_found');
  return review;
}

export async function requireAuthorOrAdmin(
  em: Em,
  user: CurrentUser,
  reviewId: string,
): Promise<ReviewRow> {
  const review = await findReview(em, user.id, reviewId);
  if (!review || (review.user_id !== user.id && user.role !== 'admin')) {
    throw new Problem('not_found');
  }
  return review;
}

/** What is shown to all, for anybody but its author to judge. */
export async function requireAnothers(
  em: Em,
  user: CurrentUser,
  reviewId: string,
): Promise<ReviewRow> {
  const review = await findReview(em, user.id, reviewId);
  if (review?.user_id === user.id) {
    throw new Problem('forbidden', { detail: 'It is your own review.' });
  }
  if (review?.moderation !== 'approved') throw new Problem('not_found');
  return review;
}
