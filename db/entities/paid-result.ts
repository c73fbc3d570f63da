import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * What an AI provider was paid for, under a content address: a hash of all that went into the question. A retry, a
 * reset, a replay or a second upload of the same recording finds the answer here instead of paying for it again.
 */
export const PaidResult = defineEntity({
  name: 'PaidResult',
  tableName: 'paid_results',
  properties: {
    contentAddress: p.text().primary(),
    kind: p.string().$type<'transcription' | 'summary' | 'prompts'>().columnType('text'),
    model: p.text(),
    result: p.json<unknown>(),
    usage: p.json<unknown>().nullable(),
    /** Millionths of a US dollar. */
    costMicros: p.bigint('number'),
    /** The transcription, the audiobook or the task that paid. */
    paidFor: p.uuid().index(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type PaidResult = InferEntity<typeof PaidResult>;
