import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { realNumber } from './real-number.ts';
import { Audiobook } from './audiobook.ts';

export const Chapter = defineEntity({
  name: 'Chapter',
  tableName: 'chapters',
  properties: {
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade'),
    /** Counted from 1. */
    number: p.integer().primary(),
    title: p.text(),
    startSeconds: realNumber(),
    endSeconds: realNumber(),
  },
});

export type Chapter = InferEntity<typeof Chapter>;
