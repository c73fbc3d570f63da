import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { StartAttributes } from '../../domain/search-attributes.ts';

/** A workflow to be started, written in the same transaction as the row that it works for. */
export const OutboxMessage = defineEntity({
  name: 'OutboxMessage',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    workflowType: p.text(),
    workflowId: p.text().unique(),
    input: p.json<Record<string, unknown>>(),
    /** One line for the Temporal UI, with the title or the number that a person knows it by. */
    summary: p.text(),
    details: p.text(),
    searchAttributes: p.json<StartAttributes>(),
    attempts: p.integer().default(0),
    lastError: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    startedAt: p.datetime().nullable(),
  },
});
export type OutboxMessage = InferEntity<typeof OutboxMessage>;
