import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const Tag = defineEntity({
  name: 'Tag',
  tableName: 'tags',
  properties: {
    id: p.uuid().primary(),
    name: p.string().columnType('citext').unique(),
  },
});

export type Tag = InferEntity<typeof Tag>;
