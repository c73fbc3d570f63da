import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamps } from './timestamps.ts';

export const Genre = defineEntity({
  name: 'Genre',
  tableName: 'genres',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('citext').unique(),
    description: p.text().nullable(),
    ...timestamps,
  },
});

export type Genre = InferEntity<typeof Genre>;
