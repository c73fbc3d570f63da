import type { z } from 'zod';
import type { findReports, ReviewRow } from '../../db/repositories/reviews/list-reviews.ts';
import type { moderatedReviewSchema, reviewSchema } from './schema.ts';

/** @param viewerId null for somebody who is not signed in */
export function presentReview(
  row: ReviewRow,
  viewerId: string | null,
): z.input<typeof reviewSchema> {
  return {
    id: row.id,
    audiobook_id: row.audiobook_id,
    user: { id: row.user_id, username: row.username },
    rating: row.rating,
    text: row.text,
    purchased: row.purchased,
    helpful_count: row.helpful_count,
    voted_helpful: row.voted_helpful,
    moderation: row.moderation,
    moderation_note: row.user_id === viewerId ? row.moderation_note : null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export function presentModerated(
  row: ReviewRow,
  reports: Awaited<ReturnType<typeof findReports>>,
): z.input<typeof moderatedReviewSchema> {
  return {
    ...presentReview(row, null),
    moderation_note: row.moderation_note,
    audiobook_title: row.audiobook_title,
    report_count: row.report_count,
    reports: reports
      .filter(({ reviewId }) => reviewId === row.id)
      .map(({ reason, reportedAt }) => ({ reason, reported_at: reportedAt.toISOString() })),
  };
}
