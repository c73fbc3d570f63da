import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { realNumber } from './real-number.ts';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { IngestionStatus } from '../../domain/contracts/ingest-audiobook.ts';
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
    status: p.string().$type<IngestionStatus>().columnType('text').default('uploaded'),
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
    sourceKey: p.text(),
    sourceFileName: p.text(),
    sourceFormat: p.string().$type<AudioFormat>().columnType('text'),
    sourceSizeBytes: p.bigint('number'),
    /** Lower-case hex SHA-256 of the recording. */
    sourceSha256: p.text().nullable(),
    coverKey: p.text().nullable(),
    transcription: () => p.oneToOne(Transcription).mapToPk().owner().unique(),
    publishedAt: p.datetime().nullable(),
    ...timestamps,
  },
});

export type Audiobook = InferEntity<typeof Audiobook>;
