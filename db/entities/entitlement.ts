import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { Order } from './order.ts';
import { User } from './user.ts';

/**
 * The right to an audiobook: reserved before the charge, granted after it. At most one that is not revoked for a user
 * and an audiobook, so that nobody is charged twice for the same book.
 */
export const Entitlement = defineEntity({
  name: 'Entitlement',
  tableName: 'entitlements',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk(),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().index(),
    /** null for what its user had before it went into the store. */
    order: () => p.manyToOne(Order).mapToPk().nullable().index(),
    reservedAt: p.datetime().defaultRaw('now()'),
    grantedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});
export type Entitlement = InferEntity<typeof Entitlement>;
