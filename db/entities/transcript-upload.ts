import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamps } from './timestamps.ts';
import { User } from './user.ts';

/** Audio for the transcription service that a client is sending in parts. Completed, it is a transcript of the same id. */
export const TranscriptUpload = defineEntity({
  name: 'TranscriptUpload',
  tableName: 'transcript_uploads',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(),
    key: p.text(),
    /** The object storage's own name for the multipart upload. */
    multipartId: p.text(),
    fileName: p.text(),
    sizeBytes: p.bigint('number'),
    partSizeBytes: p.bigint('number'),
    partCount: p.integer(),
    language: p.text().nullable(),
    webhookUrl: p.text().nullable(),
    webhookSecret: p.text().nullable(),
    ...timestamps,
  },
});
export type TranscriptUpload = InferEntity<typeof TranscriptUpload>;
