import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamps } from './timestamps.ts';

export const Series = defineEntity({
  name: 'Series',
  tableName: 'series',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('citext').unique(),
    description: p.text().nullable(),
    /** Whether everybody may see it: names that only private audiobooks have are nobody else's business. */
    isListed: p.boolean().default(false),
    version: p.integer().default(1),
    ...timestamps,
  },
});

export type Series = InferEntity<typeof Series>;
