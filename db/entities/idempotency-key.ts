import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { User } from './user.ts';

/** One use of an `Idempotency-Key`: what was asked, and, once known, what was answered. */
export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    operation: p.text().primary(),
    key: p.text().primary(),
    /** Hash of the request's body. */
    requestHash: p.text(),
    /** What the request made: an order, an audiobook. */
    resourceId: p.uuid(),
    /** Until then the first request is taken to be still under way. */
    inFlightUntil: p.datetime(),
    responseStatus: p.integer().nullable(),
    responseBody: p.json<unknown>().nullable(),
    createdAt: p.datetime().defaultRaw('now()').index(),
  },
});
export type IdempotencyKey = InferEntity<typeof IdempotencyKey>;
