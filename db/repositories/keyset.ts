import { sql, type RawBuilder } from 'kysely';

/** Which rows of a sorted list are asked for: those after a row, or else those after so many. */
export interface ListPlace<Value extends string | number = string | number> {
  after: { value: Value; id: string } | null;
  offset: number;
  limit: number;
}

interface Sorting {
  key: RawBuilder<unknown>;
  type: 'timestamptz' | 'text' | 'float8' | 'int8';
  /** A uuid that tells rows with the same key apart. */
  id: RawBuilder<unknown>;
  direction: 'asc' | 'desc';
}

export interface Keyset {
  /** For the `where`: whether a row comes after the last one that was seen. */
  isAfter: RawBuilder<boolean>;
  /** `order by …` with its limit: one row more than the page has, to tell whether there is one. */
  page: RawBuilder<unknown>;
}

/** The SQL of one page. In a cursor a time is the milliseconds since 1970. */
export function keyset(
  { after, offset, limit }: ListPlace,
  { key, type, id, direction }: Sorting,
): Keyset {
  const way = sql.raw(direction);
  const page = sql`order by ${key} ${way}, ${id} ${way} limit ${limit + 1} offset ${offset}`;
  if (!after) return { isAfter: sql`true`, page };
  const value = type === 'timestamptz' ? new Date(after.value) : after.value;
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  const isAfter = sql<boolean>`(${key}, ${id}) ${beyond} (${value}::${sql.raw(type)}, ${after.id}::uuid)`;
  return { isAfter, page };
}
