import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { TranscriptStatus } from '../../domain/contracts/transcribe-upload.ts';
import type { FailureCode } from '../../domain/errors.ts';
import type { WebhookEvent } from '../../domain/webhook.ts';
import { realNumber } from './real-number.ts';
import { timestamps } from './timestamps.ts';
import { Transcription } from './transcription.ts';
import { User } from './user.ts';

/** One upload to the transcription service. It shares its id with the transcription that works for it. */
export const Transcript = defineEntity({
  name: 'Transcript',
  tableName: 'transcripts',
  properties: {
    id: p.uuid().primary(),
    transcription: () => p.oneToOne(Transcription).mapToPk().owner().unique().deleteRule('cascade'),
    /** Whose it is: a user, or an anonymous caller's device; one of them. */
    user: () => p.manyToOne(User).mapToPk().nullable().deleteRule('cascade'),
    deviceId: p.uuid().nullable(),
    status: p.string().$type<TranscriptStatus>().columnType('text').default('queued'),
    workflowId: p.text(),
    fileName: p.text(),
    sourceKey: p.text(),
    sourceFormat: p.string().$type<AudioFormat>().columnType('text'),
    sizeBytes: p.bigint('number'),
    audioSeconds: realNumber().nullable(),
    /** ISO 639 code, as given or, in the end, as heard. */
    language: p.text().nullable(),
    /** The whole text, so that lists need no trip to the object storage. */
    text: p.text().nullable(),
    failureCode: p.string().$type<FailureCode>().columnType('text').nullable(),
    failureDetail: p.text().nullable(),
    completedAt: p.datetime().nullable(),
    audioRemovedAt: p.datetime().nullable(),
    webhookUrl: p.text().nullable(),
    /** Signs what is sent there. */
    webhookSecret: p.text().nullable(),
    ...timestamps,
  },
});
export type Transcript = InferEntity<typeof Transcript>;

/** How many uploads a caller has had on a UTC day. */
export const TranscribeQuota = defineEntity({
  name: 'TranscribeQuota',
  tableName: 'transcribe_quotas',
  properties: {
    /** `user:<id>`, `device:<id>` or `address:<network>`. */
    caller: p.text().primary(),
    day: p.date().primary(),
    used: p.integer(),
  },
});

/** What came of telling a webhook: one row an event, counted up with every try. */
export const WebhookDelivery = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_deliveries',
  properties: {
    /** Sent along, so that a receiver knows what it has seen. */
    id: p.uuid().primary(),
    transcript: () => p.manyToOne(Transcript).mapToPk().deleteRule('cascade'),
    event: p.string().$type<WebhookEvent>().columnType('text'),
    attempts: p.integer().default(0),
    /** Of the last try; null where there was no answer. */
    statusCode: p.integer().nullable(),
    error: p.text().nullable(),
    deliveredAt: p.datetime().nullable(),
    ...timestamps,
  },
});
export type WebhookDelivery = InferEntity<typeof WebhookDelivery>;
