import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { IngestionStatus } from '../../domain/contracts/ingest-audiobook.ts';
import type { FailureCode } from '../../domain/errors.ts';
import { Audiobook } from './audiobook.ts';

/** How an audiobook's ingestion stands, beyond the status that the audiobook itself carries. */
export const Ingestion = defineEntity({
  name: 'Ingestion',
  tableName: 'ingestions',
  properties: {
    audiobook: () => p.oneToOne(Audiobook).mapToPk().owner().primary().deleteRule('cascade'),
    workflowId: p.text(),
    /** Runs of the workflow so far: 1, and one more with every replay. */
    attempts: p.integer().default(0),
    /** The run that was counted last. */
    runId: p.text().nullable(),
    failureCode: p.string().$type<FailureCode>().columnType('text').nullable(),
    failureDetail: p.text().nullable(),
    summaryCostMicros: p.bigint('number').default(0),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});
export type Ingestion = InferEntity<typeof Ingestion>;

/** The timeline: one row at every change of status. */
export const IngestionEvent = defineEntity({
  name: 'IngestionEvent',
  tableName: 'ingestion_events',
  properties: {
    id: p.bigint('number').primary(),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().deleteRule('cascade').index(),
    status: p.string().$type<IngestionStatus>().columnType('text'),
    detail: p.text().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
});
export type IngestionEvent = InferEntity<typeof IngestionEvent>;
