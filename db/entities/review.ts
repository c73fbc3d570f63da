import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { timestamps } from './timestamps.ts';
import { User } from './user.ts';

export const moderations = ['pending', 'approved', 'rejected'] as const;
export type Moderation = (typeof moderations)[number];

/** One a user and an audiobook. Only approved ones are shown, and count. */
export const Review = defineEntity({
  name: 'Review',
  tableName: 'reviews',
  uniques: [{ name: 'reviews_user_id_audiobook_id_unique', properties: ['user', 'audiobook'] }],
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(false),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().deleteRule('cascade').index(false),
    rating: p.integer(),
    text: p.text().default(''),
    moderation: p.string().$type<Moderation>().columnType('text').default('approved'),
    moderationNote: p.text().nullable(),
    helpfulCount: p.integer().default(0),
    /** Since somebody last looked at it. */
    reportCount: p.integer().default(0),
    ...timestamps,
  },
});
export type Review = InferEntity<typeof Review>;

export const ReviewVote = defineEntity({
  name: 'ReviewVote',
  tableName: 'review_votes',
  properties: {
    review: () => p.manyToOne(Review).mapToPk().primary().deleteRule('cascade'),
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade').index(),
    votedAt: p.datetime().defaultRaw('now()'),
  },
});

export const ReviewReport = defineEntity({
  name: 'ReviewReport',
  tableName: 'review_reports',
  properties: {
    review: () => p.manyToOne(Review).mapToPk().primary().deleteRule('cascade'),
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade').index(),
    reason: p.text().default(''),
    reportedAt: p.datetime().defaultRaw('now()'),
  },
});
