import { sql, type RawBuilder } from 'kysely';
import { validate as isUuid } from 'uuid';
import {
  facetKinds,
  type CatalogueFilter,
  type FacetKind,
} from '../../../domain/catalogue/listed-book.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';

/** Spelt as the indexes' own condition, so that the planner sees that they apply. Of the table alias `a`. */
export const onShelf = sql`a.visibility = 'store' and a.status = 'published' and a.withdrawn_at is null`;

const links = {
  genre: { table: 'genres', link: 'audiobook_genres', column: 'genre_id' },
  author: { table: 'authors', link: 'audiobook_authors', column: 'author_id' },
  narrator: { table: 'narrators', link: 'audiobook_narrators', column: 'narrator_id' },
  tag: { table: 'tags', link: 'audiobook_tags', column: 'tag_id' },
} as const;

export type NamedKind = Exclude<FacetKind, 'language'>;

/** Ids of what a filter names; of a language its code. */
export type FilteredIds = Partial<Record<FacetKind, string>>;

/** @returns null where something is named that there is not: nothing matches */
export async function findFilteredIds(
  filter: CatalogueFilter,
  find: (kind: NamedKind, nameOrId: string) => Promise<string | null>,
): Promise<FilteredIds | null> {
  const ids: FilteredIds = {};
  for (const kind of facetKinds) {
    const named = filter[kind];
    if (named === undefined) continue;
    const id = kind === 'language' ? named : await find(kind, named);
    if (id === null) return null;
    ids[kind] = id;
  }
  return ids;
}

/**
 * The conditions of a filter on the table alias `a`. Names are looked up beforehand: with the id in the query, the
 * planner knows how common it is and chooses between walking the sort's index and sorting the few that match.
 *
 * @returns null where something was named that there is not: nothing matches
 */
export async function filterConditions(
  em: Em,
  filter: CatalogueFilter,
): Promise<RawBuilder<unknown> | null> {
  const ids = await findFilteredIds(filter, (kind, name) => findNamed(em, kind, name));
  if (!ids) return null;
  const linked = (['genre', 'author', 'narrator', 'tag'] as const)
    .filter((kind) => ids[kind] !== undefined)
    .map((kind) => {
      const { link, column } = links[kind];
      return sql`a.id in (select link.audiobook_id from ${sql.table(link)} as link
        where ${sql.ref(`link.${column}`)} = ${ids[kind]})`;
    });
  const series = ids.series === undefined ? [] : [sql`a.series_id = ${ids.series}`];
  const conditions = [onShelf, ...linked, ...series, ...plainConditions(filter)];
  return sql.join(conditions, sql` and `);
}

function plainConditions(filter: CatalogueFilter): RawBuilder<unknown>[] {
  const { language, minDurationSeconds, maxDurationSeconds, minRating } = filter;
  const { releasedAfter, releasedBefore } = filter;
  return [
    language !== undefined && sql`a.language = ${language}`,
    minDurationSeconds !== undefined &&
      sql`coalesce(a.duration_seconds, 0) >= ${minDurationSeconds}`,
    maxDurationSeconds !== undefined &&
      sql`coalesce(a.duration_seconds, 0) <= ${maxDurationSeconds}`,
    releasedAfter !== undefined && sql`a.release_date >= ${releasedAfter}::date`,
    releasedBefore !== undefined && sql`a.release_date <= ${releasedBefore}::date`,
    minRating !== undefined && sql`a.rating_average >= ${minRating}`,
  ].filter((condition) => condition !== false);
}

/** The id of something that is named by it or by its name, case aside. */
export async function findNamed(em: Em, kind: NamedKind, nameOrId: string): Promise<string | null> {
  if (isUuid(nameOrId)) return nameOrId.toLowerCase();
  const table = kind === 'series' ? 'series' : links[kind].table;
  const { rows } = await sql<{
    id: string;
  }>`select ${prepared} id from ${sql.table(table)} where name = ${nameOrId}`.execute(
    em.getKysely(),
  );
  return rows[0]?.id ?? null;
}
