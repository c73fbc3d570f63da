import { sql } from 'kysely';
import type { Moderation } from '../../entities/review.ts';
import type { Em } from '../../orm.config.ts';

export const reviewOrders = ['newest', 'oldest', 'helpful', 'rating_high', 'rating_low'] as const;
export type ReviewOrder = (typeof reviewOrders)[number];

interface ReviewFilter {
  audiobookId: string;
  rating?: number | undefined;
  /** Of those who have bought it. */
  purchased?: boolean | undefined;
}

/** Which rows: those after a row, or else those after so many. */
interface Place {
  limit: number;
  offset: number;
  after: { value: number; id: string } | null;
}

/** @param viewerId null for somebody who is not signed in */
function selectReviews(em: Em, viewerId: string | null) {
  return em
    .getKysely()
    .selectFrom('reviews')
    .innerJoin('users', 'users.id', 'reviews.user_id')
    .innerJoin('audiobooks', 'audiobooks.id', 'reviews.audiobook_id')
    .select([
      'reviews.id',
      'reviews.audiobook_id',
      'reviews.user_id',
      'reviews.rating',
      'reviews.text',
      'reviews.moderation',
      'reviews.moderation_note',
      'reviews.helpful_count',
      'reviews.report_count',
      'reviews.created_at',
      'reviews.updated_at',
      'users.username',
      'audiobooks.title as audiobook_title',
    ])
    .select([
      hasBought.as('purchased'),
      sql<boolean>`exists (select 1 from review_votes v
        where v.review_id = reviews.id and v.user_id = ${viewerId}::uuid)`.as('voted_helpful'),
    ]);
}

const hasBought = sql<boolean>`exists (select 1 from entitlements e where e.user_id = reviews.user_id
  and e.audiobook_id = reviews.audiobook_id and e.granted_at is not null and e.revoked_at is null)`;

export type ReviewRow = Awaited<ReturnType<ReturnType<typeof selectReviews>['execute']>>[number];

export async function findReview(
  em: Em,
  viewerId: string | null,
  reviewId: string,
): Promise<ReviewRow | null> {
  const query = selectReviews(em, viewerId).where('reviews.id', '=', reviewId);
  return (await query.executeTakeFirst()) ?? null;
}

/** What is approved, and the viewer's own. @returns one row more than `limit` where there is one */
export async function listReviews(
  em: Em,
  viewerId: string | null,
  filter: ReviewFilter,
  order: ReviewOrder,
  place: Place,
): Promise<{ count: number; rows: ReviewRow[] }> {
  const isShown = shownTo(viewerId, filter);
  const { count } = await em
    .getKysely()
    .selectFrom('reviews')
    .select(sql<number>`count(*)`.as('count'))
    .where(isShown)
    .executeTakeFirstOrThrow();
  const { column, direction } = orders[order];
  let query = selectReviews(em, viewerId).where(isShown);
  if (place.after) {
    const { value, id } = place.after;
    const comparison = sql.raw(direction === 'desc' ? '<' : '>');
    query = query.where(
      column === null
        ? sql<boolean>`reviews.id ${comparison} ${id}::uuid`
        : sql<boolean>`(${sql.ref(`reviews.${column}`)}, reviews.id) ${comparison} (${value}, ${id}::uuid)`,
    );
  }
  if (column !== null) query = query.orderBy(`reviews.${column}`, direction);
  const rows = await query
    .orderBy('reviews.id', direction)
    .limit(place.limit + 1)
    .offset(place.offset)
    .execute();
  return { count, rows };
}

/** By the time of their making, which their ids sort by, where no column is named. */
const orders = {
  newest: { column: null, direction: 'desc' },
  oldest: { column: null, direction: 'asc' },
  helpful: { column: 'helpful_count', direction: 'desc' },
  rating_high: { column: 'rating', direction: 'desc' },
  rating_low: { column: 'rating', direction: 'asc' },
} as const;

/** What stands in a row at the column that a list is sorted by. */
export function sortValue(row: ReviewRow, order: ReviewOrder): number {
  const { column } = orders[order];
  return column === null ? 0 : row[column];
}

function shownTo(viewerId: string | null, { audiobookId, rating, purchased }: ReviewFilter) {
  const conditions = [
    sql`reviews.audiobook_id = ${audiobookId}`,
    sql`(reviews.moderation = 'approved' or reviews.user_id = ${viewerId}::uuid)`,
    ...(rating === undefined ? [] : [sql`reviews.rating = ${rating}`]),
    ...(purchased === undefined ? [] : [sql`${hasBought} = ${purchased}`]),
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** What waits for moderation, or was decided, the oldest first. @returns one row more than `limit` where there is one */
export async function listReviewsByModeration(
  em: Em,
  moderation: Moderation,
  place: Place,
): Promise<{ count: number; rows: ReviewRow[] }> {
  const { count } = await em
    .getKysely()
    .selectFrom('reviews')
    .select(sql<number>`count(*)`.as('count'))
    .where('moderation', '=', moderation)
    .executeTakeFirstOrThrow();
  let query = selectReviews(em, null).where('reviews.moderation', '=', moderation);
  if (place.after) query = query.where('reviews.id', '>', place.after.id);
  const rows = await query
    .orderBy('reviews.id')
    .limit(place.limit + 1)
    .offset(place.offset)
    .execute();
  return { count, rows };
}

/** What readers have said against each of these reviews. */
export async function findReports(
  em: Em,
  reviewIds: string[],
): Promise<{ reviewId: string; reason: string; reportedAt: Date }[]> {
  if (reviewIds.length === 0) return [];
  const rows = await em
    .getKysely()
    .selectFrom('review_reports')
    .select(['review_id', 'reason', 'reported_at'])
    .where('review_id', 'in', reviewIds)
    .orderBy('reported_at')
    .execute();
  return rows.map((row) => ({
    reviewId: row.review_id,
    reason: row.reason,
    reportedAt: row.reported_at,
  }));
}
