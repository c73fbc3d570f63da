import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamps } from './timestamps.ts';

export const Narrator = defineEntity({
  name: 'Narrator',
  tableName: 'narrators',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('citext').unique(),
    bio: p.text().nullable(),
    version: p.integer().default(1),
    ...timestamps,
  },
});

export type Narrator = InferEntity<typeof Narrator>;
