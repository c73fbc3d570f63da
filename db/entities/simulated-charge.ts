import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** The simulated payment provider's own books: what a real one would keep on its side. */
export const SimulatedCharge = defineEntity({
  name: 'SimulatedCharge',
  tableName: 'simulated_charges',
  properties: {
    idempotencyKey: p.text().primary(),
    reference: p.text().unique(),
    amountMinor: p.integer(),
    currency: p.string().columnType('char(3)'),
    paymentMethod: p.text(),
    outcome: p.string().$type<'succeeded' | 'declined'>().columnType('text'),
    createdAt: p.datetime().defaultRaw('now()'),
    refundedAt: p.datetime().nullable(),
  },
});
export type SimulatedCharge = InferEntity<typeof SimulatedCharge>;
