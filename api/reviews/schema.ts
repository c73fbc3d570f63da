import { z } from 'zod';
import { moderations } from '../../db/entities/review.ts';
import { reviewOrders } from '../../db/repositories/reviews/list-reviews.ts';
import { cursorPageQuery, cursorPageSchema } from '../http/cursor-page.ts';

export const bookParams = z.object({ id: z.uuid() });
export const reviewParams = z.object({ id: z.uuid() });

export const reviewSchema = z
  .object({
    id: z.uuid(),
    audiobook_id: z.uuid(),
    user: z.object({ id: z.uuid(), username: z.string() }),
    rating: z.int(),
    text: z.string(),
    purchased: z.boolean().meta({ description: 'The author has bought the audiobook' }),
    helpful_count: z.int(),
    voted_helpful: z.boolean().meta({ description: 'By whoever asks' }),
    moderation: z.enum(moderations).meta({
      description: 'Others than its author see it while it is `approved` only',
    }),
    moderation_note: z.string().nullable().meta({ description: 'For its author alone' }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Review' });

export const reviewPageSchema = cursorPageSchema(reviewSchema, 'ReviewPage');

export const reviewsQuery = z.strictObject({
  ...cursorPageQuery,
  sort: z.enum(reviewOrders).default('newest'),
  rating: z.coerce.number().int().min(1).max(5).optional(),
  purchased: z.enum(['true', 'false']).optional().meta({
    description: 'Of those who have bought the audiobook, or of the others',
  }),
});

export const reviewBody = z
  .strictObject({
    rating: z.int().min(1).max(5),
    text: z.string().trim().max(10_000).default(''),
  })
  .meta({ id: 'ReviewBody' });

export const reportBody = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'ReviewReportBody' });

export const helpfulSchema = z
  .object({ helpful_count: z.int(), voted_helpful: z.boolean() })
  .meta({ id: 'HelpfulVote' });

export const moderatedReviewSchema = reviewSchema
  .extend({
    audiobook_title: z.string(),
    report_count: z.int().meta({ description: 'Since somebody last looked at it' }),
    reports: z.array(z.object({ reason: z.string(), reported_at: z.iso.datetime() })),
  })
  .meta({ id: 'ModeratedReview' });

export const moderatedReviewPageSchema = cursorPageSchema(
  moderatedReviewSchema,
  'ModeratedReviewPage',
);

export const moderationQuery = z.strictObject({
  ...cursorPageQuery,
  moderation: z.enum(moderations).default('pending'),
});

export const moderationBody = z
  .strictObject({
    moderation: z.enum(moderations),
    note: z.string().trim().max(1000).optional().meta({ description: 'The author reads it' }),
  })
  .meta({ id: 'ModerationBody' });
