import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A workflow to be started, written in the same transaction as the row that it works for. */
export const OutboxMessage = defineEntity({
  name: 'OutboxMessage',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    workflowType: p.text(),
    workflowId: p.text().unique(),
    input: p.json<Record<string, unknown>>(),
    attempts: p.integer().default(0),
    lastError: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    startedAt: p.datetime().nullable(),
  },
});
export type OutboxMessage = InferEntity<typeof OutboxMessage>;
