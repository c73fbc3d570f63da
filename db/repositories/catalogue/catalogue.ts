import { sql, type RawBuilder } from 'kysely';
import type { CatalogueSort } from '../../../domain/catalogue/catalogue-sorts.ts';
import type { CatalogueFilter } from '../../../domain/catalogue/listed-book.ts';
import type { Em } from '../../orm.config.ts';
import { filterConditions } from './catalogue-filter.ts';
import { keyset, type ListPlace } from '../keyset.ts';

/** Each has an index of its own (m0007), and sorts as the memory of the process does (domain/catalogue). */
const sorts = {
  newest: { key: sql`a.published_at`, type: 'timestamptz', direction: 'desc' },
  popular: { key: sql`a.play_count`, type: 'int8', direction: 'desc' },
  rating: {
    key: sql`(a.rating_average * 1e12 + a.rating_count)`,
    type: 'float8',
    direction: 'desc',
  },
  title: { key: sql`plain_text(a.title) collate "C"`, type: 'text', direction: 'asc' },
  duration: { key: sql`coalesce(a.duration_seconds, 0)`, type: 'float8', direction: 'asc' },
  price: { key: sql`a.price_minor`, type: 'int8', direction: 'asc' },
} as const satisfies Record<CatalogueSort, { key: RawBuilder<unknown> } & Record<string, unknown>>;

export interface CatalogueRow {
  id: string;
  /** Its place in the sort, as a cursor names it. */
  key: string | number;
}

/** What is for sale. One row more than asked for, where there is one. */
export async function listShelf(
  em: Em,
  filter: CatalogueFilter,
  sort: CatalogueSort,
  place: ListPlace,
): Promise<CatalogueRow[]> {
  const conditions = await filterConditions(em, filter);
  if (!conditions) return [];
  const sorting = sorts[sort];
  const { isAfter, page } = keyset(place, { ...sorting, id: sql`a.id` });
  const { rows } = await sql<{ id: string; key: string | number | Date }>`
    select a.id, ${sorting.key} as key from audiobooks as a
    where ${conditions} and ${isAfter} ${page}`.execute(em.getKysely());
  return rows.map(({ id, key }) => ({ id, key: key instanceof Date ? key.getTime() : key }));
}

export async function countShelf(em: Em, filter: CatalogueFilter): Promise<number> {
  const conditions = await filterConditions(em, filter);
  if (!conditions) return 0;
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from audiobooks as a where ${conditions}`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}
