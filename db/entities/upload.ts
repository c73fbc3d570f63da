import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { timestamps } from './timestamps.ts';
import { User } from './user.ts';

export const uploadStates = ['open', 'completed', 'aborted'] as const;
export type UploadState = (typeof uploadStates)[number];

/** A recording that a client sends to the object storage itself, in parts. */
export const Upload = defineEntity({
  name: 'Upload',
  tableName: 'uploads',
  properties: {
    id: p.uuid().primary(),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().deleteRule('cascade').index(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(),
    state: p.string().$type<UploadState>().columnType('text').default('open'),
    key: p.text(),
    /** The object storage's own name for the multipart upload. */
    multipartId: p.text(),
    fileName: p.text(),
    sizeBytes: p.bigint('number'),
    partSizeBytes: p.bigint('number'),
    partCount: p.integer(),
    ...timestamps,
  },
});
export type Upload = InferEntity<typeof Upload>;
