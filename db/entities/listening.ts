import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { realNumber } from './real-number.ts';
import { User } from './user.ts';

/** Where a user is in an audiobook, by the newest clock of their devices. */
export const ListeningProgress = defineEntity({
  name: 'ListeningProgress',
  tableName: 'listening_progress',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade').index(),
    positionSeconds: realNumber(),
    clientUpdatedAt: p.datetime(3),
    /** null: the user's own preference. */
    playbackSpeed: realNumber().nullable(),
    /** Of the newest write that named the speed. */
    playbackSpeedClock: p.datetime(3).nullable(),
    isCompleted: p.boolean().default(false),
    /** Of the newest write that said whether it is completed, or came to the end. */
    completionClock: p.datetime(3).nullable(),
    completedAt: p.datetime(3).nullable(),
    startedAt: p.datetime(3).defaultRaw('now()'),
    /** Raised by every write of the progress or of the sessions of this audiobook. */
    version: p.integer().default(1),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});
export type ListeningProgress = InferEntity<typeof ListeningProgress>;

/** One stretch of listening: it ends when nothing has come for half an hour. */
export const ListeningSession = defineEntity({
  name: 'ListeningSession',
  tableName: 'listening_sessions',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(false),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().deleteRule('cascade').index(),
    startedAt: p.datetime(3),
    endedAt: p.datetime(3),
    startPositionSeconds: realNumber(),
    endPositionSeconds: realNumber(),
    listenedSeconds: realNumber().default(0),
  },
});
export type ListeningSession = InferEntity<typeof ListeningSession>;

/** Seconds listened on a UTC day, over all audiobooks. */
export const ListeningDay = defineEntity({
  name: 'ListeningDay',
  tableName: 'listening_days',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    day: p.date().primary(),
    listenedSeconds: realNumber().default(0),
  },
});
