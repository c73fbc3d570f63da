import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { ExtractionStatus } from '../../domain/contracts/extract-prompts.ts';
import type { FailureCode } from '../../domain/errors.ts';
import type { FoundPrompt } from '../../domain/tasks/place-prompts.ts';
import { realNumber } from './real-number.ts';
import { Task } from './task.ts';

/** A task's recording, and how its breaking down into prompts stands. Its transcription has the task's id. */
export const TaskExtraction = defineEntity({
  name: 'TaskExtraction',
  tableName: 'task_extractions',
  properties: {
    task: () => p.oneToOne(Task).mapToPk().owner().primary().deleteRule('cascade'),
    workflowId: p.text().unique(),
    sourceKey: p.text(),
    sourceFormat: p.string().$type<AudioFormat>().columnType('text'),
    sourceFileName: p.text(),
    sourceSizeBytes: p.bigint('number'),
    durationSeconds: realNumber().nullable(),
    status: p.string().$type<ExtractionStatus>().columnType('text').default('queued'),
    /** Runs of the workflow so far: 1, and one more with every replay. */
    attempts: p.integer().default(0),
    /** The run that was counted last. */
    runId: p.text().nullable(),
    sectionsTotal: p.integer().nullable(),
    /** null until they are proposed, which happens once. */
    promptsProposed: p.integer().nullable(),
    /** Found beyond what a task may hold. */
    promptsLeftOut: p.integer().nullable(),
    failureCode: p.string().$type<FailureCode>().columnType('text').nullable(),
    failureDetail: p.text().nullable(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});
export type TaskExtraction = InferEntity<typeof TaskExtraction>;

/** What was found in one section of the transcript. The row appears when the section is done. */
export const TaskExtractionSection = defineEntity({
  name: 'TaskExtractionSection',
  tableName: 'task_extraction_sections',
  properties: {
    task: () => p.manyToOne(Task).mapToPk().primary().deleteRule('cascade'),
    index: p.integer().primary(),
    prompts: p.json<FoundPrompt[]>(),
    /** Prompts whose quotes were not in the transcript. */
    dropped: p.integer(),
    degraded: p.boolean(),
  },
});

/** The timeline: one row at every change of status. */
export const TaskExtractionEvent = defineEntity({
  name: 'TaskExtractionEvent',
  tableName: 'task_extraction_events',
  properties: {
    id: p.bigint('number').primary(),
    task: () => p.manyToOne(Task).mapToPk().deleteRule('cascade').index(),
    status: p.string().$type<ExtractionStatus>().columnType('text'),
    detail: p.text().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
});
