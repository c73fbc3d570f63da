import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { User } from './user.ts';

/**
 * One sign-in on one device: the family of refresh tokens that follow from it. Only the newest token's hash is kept,
 * with the one before it, so that a lost answer can be asked for again and an older token gives a theft away.
 */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(),
    /** SHA-256 of the refresh token that is good now. */
    tokenHash: p.blob(),
    /** How many times the token has been rotated. */
    generation: p.integer().default(0),
    rotatedAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    userAgent: p.text().nullable(),
    ipAddress: p.string().columnType('inet').nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type Session = InferEntity<typeof Session>;
