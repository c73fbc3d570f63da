import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Session } from './session.ts';

/**
 * A refresh token, good for one use. Random, and kept as a hash. Once used it lies here with its successor sealed under
 * itself, so that a client that lost the answer can ask once more; a later use gives a theft away.
 */
export const RefreshToken = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  properties: {
    /** SHA-256. */
    tokenHash: p.blob().primary(),
    session: () => p.manyToOne(Session).mapToPk().deleteRule('cascade').index(),
    usedAt: p.datetime().nullable(),
    sealedSuccessor: p.blob().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export type RefreshToken = InferEntity<typeof RefreshToken>;
