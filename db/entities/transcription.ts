import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { realNumber } from './real-number.ts';
import type { AudioFormat } from '../../domain/audio-format.ts';
import type { FailureCode } from '../../domain/errors.ts';
import type { ChunkTranscript } from '../../domain/transcription/stitching/chunk-transcript.ts';
import { timestamps } from './timestamps.ts';

const transcriptionStatuses = ['queued', 'processing', 'completed', 'error'] as const;
export type TranscriptionStatus = (typeof transcriptionStatuses)[number];

/** One recording's way to a transcript, whoever asked for it: an audiobook, the transcription service, a task. */
export const Transcription = defineEntity({
  name: 'Transcription',
  tableName: 'transcriptions',
  properties: {
    id: p.uuid().primary(),
    status: p.string().$type<TranscriptionStatus>().columnType('text').default('queued'),
    sourceKey: p.text(),
    sourceFormat: p.string().$type<AudioFormat>().columnType('text'),
    /** ISO 639-1 code that the client gave; null: told by the first chunk. */
    languageHint: p.text().nullable(),
    /** Context for the model: title, author, names that are hard to spell. */
    prompt: p.text().default(''),
    planKey: p.text().nullable(),
    chunksTotal: p.integer().nullable(),
    audioSeconds: realNumber().nullable(),
    language: p.text().nullable(),
    /** Object key without the extension of the finished transcript: `.txt`, `.srt`, `.vtt`, `.json`. */
    resultPrefix: p.text().nullable(),
    wordCount: p.integer().nullable(),
    /** Paid to providers for this transcription: what others had paid for before costs nothing. */
    costMicros: p.bigint('number').default(0),
    /** The part of it that bought answers which were not good enough. */
    wastedMicros: p.bigint('number').default(0),
    failureCode: p.string().$type<FailureCode>().columnType('text').nullable(),
    failureDetail: p.text().nullable(),
    completedAt: p.datetime().nullable(),
    ...timestamps,
  },
});
export type Transcription = InferEntity<typeof Transcription>;

const chunkStates = ['running', 'done', 'failed'] as const;
export type ChunkState = (typeof chunkStates)[number];

/** How far each planned chunk is. The row appears when work on the chunk begins. */
export const TranscriptionChunk = defineEntity({
  name: 'TranscriptionChunk',
  tableName: 'transcription_chunks',
  properties: {
    transcription: () => p.manyToOne(Transcription).mapToPk().primary().deleteRule('cascade'),
    index: p.integer().primary(),
    state: p.string().$type<ChunkState>().columnType('text'),
    attempts: p.integer().default(1),
    /** What was made of it; null until it is done, and for a silent chunk, which is never sent. */
    transcript: p.json<ChunkTranscript>().nullable(),
    /** Letters and digits a second of speech: what later chunks are held against. */
    speechRate: realNumber().nullable(),
    /** Content addresses of the paid answers that it was made of. */
    madeOf: p.json<string[]>().nullable(),
    failureCode: p.string().$type<FailureCode>().columnType('text').nullable(),
    updatedAt: p
      .datetime()
      .defaultRaw('now()')
      .onUpdate(() => new Date()),
  },
});
export type TranscriptionChunk = InferEntity<typeof TranscriptionChunk>;
