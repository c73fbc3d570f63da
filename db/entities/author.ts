import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamps } from './timestamps.ts';

export const Author = defineEntity({
  name: 'Author',
  tableName: 'authors',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('citext').unique(),
    bio: p.text().nullable(),
    website: p.text().nullable(),
    version: p.integer().default(1),
    ...timestamps,
  },
});

export type Author = InferEntity<typeof Author>;
