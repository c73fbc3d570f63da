import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { User } from './user.ts';

export type TokenPurpose = 'verify-email' | 'reset-password' | 'change-email';

/** A token that was mailed, and proves that its bearer reads that mailbox. Random, kept as a hash, good for one use. */
export const OneTimeToken = defineEntity({
  name: 'OneTimeToken',
  tableName: 'one_time_tokens',
  properties: {
    /** SHA-256. */
    tokenHash: p.blob().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(),
    purpose: p.string().$type<TokenPurpose>().columnType('text'),
    /** The address that it was sent to. */
    email: p.string().columnType('citext'),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type OneTimeToken = InferEntity<typeof OneTimeToken>;
