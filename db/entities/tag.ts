import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamps } from './timestamps.ts';

export const Tag = defineEntity({
  name: 'Tag',
  tableName: 'tags',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('citext').unique(),
    /** Whether everybody may see it: names that only private audiobooks have are nobody else's business. */
    isListed: p.boolean().default(false),
    version: p.integer().default(1),
    ...timestamps,
  },
});

export type Tag = InferEntity<typeof Tag>;
