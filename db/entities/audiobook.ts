import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { realNumber } from './real-number.ts';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { AudiobookStatus } from '../../domain/audiobook-status.ts';
import { Series } from './series.ts';
import { timestamps } from './timestamps.ts';
import { Transcription } from './transcription.ts';
import { User } from './user.ts';

export const visibilities = ['store', 'private'] as const;
export type Visibility = (typeof visibilities)[number];

export const Audiobook = defineEntity({
  name: 'Audiobook',
  tableName: 'audiobooks',
  properties: {
    id: p.uuid().primary(),
    owner: () => p.manyToOne(User).mapToPk().index(),
    /** `store`: for sale to everyone once published; `private`: its owner's alone. */
    visibility: p.string().$type<Visibility>().columnType('text'),
    status: p.string().$type<AudiobookStatus>().columnType('text').default('uploaded'),
    title: p.text(),
    description: p.text().default(''),
    /** One paragraph by the language model, from the first transcribed section. */
    summary: p.text().nullable(),
    /** True where no usable answer came and the summary was extracted from the text instead. */
    summaryDegraded: p.boolean().default(false),
    language: p.text().nullable(),
    publisher: p.text().nullable(),
    isbn: p.text().nullable().unique(),
    releaseDate: p.date().nullable(),
    series: () => p.manyToOne(Series).mapToPk().nullable().index(),
    seriesPosition: realNumber().nullable(),
    priceMinor: p.integer().default(0),
    currency: p.string().columnType('char(3)').default('USD'),
    durationSeconds: realNumber().nullable(),
    codec: p.text().nullable(),
    /** Object key of the recording as uploaded. */
    sourceKey: p.text().nullable(),
    sourceFileName: p.text().nullable(),
    sourceFormat: p.string().$type<AudioFormat>().columnType('text').nullable(),
    sourceSizeBytes: p.bigint('number').nullable(),
    /** Lower-case hex SHA-256 of the recording. */
    sourceSha256: p.text().nullable(),
    coverKey: p.text().nullable(),
    /** The free sample. */
    sampleKey: p.text().nullable(),
    transcription: () => p.oneToOne(Transcription).mapToPk().owner().unique().nullable(),
    publishedAt: p.datetime(3).nullable(),
    /** Taken off the shelf: those who have it keep it. */
    withdrawnAt: p.datetime().nullable(),
    /** Of approved reviews. The average follows from these two in the database. */
    ratingSum: p.bigint('number').default(0),
    ratingCount: p.integer().default(0),
    /** Approved reviews that have a text. */
    reviewCount: p.integer().default(0),
    ratingAverage: realNumber()
      .generated(
        '(case when rating_count = 0 then 0 else round(rating_sum::numeric / rating_count, 2) end) stored',
      )
      .nullable(),
    playCount: p.bigint('number').default(0),
    /** Raised by every change that clients see: the ETag. */
    version: p.integer().default(1),
    ...timestamps,
  },
});

export type Audiobook = InferEntity<typeof Audiobook>;
