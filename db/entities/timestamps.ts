import { p } from '@mikro-orm/core';

/** Columns that Postgres fills in; `updated_at` moves with every write through the ORM. */
export const timestamps = {
  createdAt: p.datetime().defaultRaw('now()'),
  updatedAt: p
    .datetime()
    .defaultRaw('now()')
    .onUpdate(() => new Date()),
};
