import { sql, type RawBuilder } from 'kysely';
import { validate as isUuid } from 'uuid';
import type { Em } from '../../orm.config.ts';

/** What a client narrows the catalogue by. People, genres, series and tags by name or id. */
export interface CatalogueFilter {
  genre?: string | undefined;
  author?: string | undefined;
  narrator?: string | undefined;
  tag?: string | undefined;
  series?: string | undefined;
  language?: string | undefined;
  minDurationSeconds?: number | undefined;
  maxDurationSeconds?: number | undefined;
  releasedAfter?: string | undefined;
  releasedBefore?: string | undefined;
  minRating?: number | undefined;
}

/** Spelt as the indexes' own condition, so that the planner sees that they apply. Of the table alias `a`. */
export const onShelf = sql`a.visibility = 'store' and a.status = 'published' and a.withdrawn_at is null`;

const links = {
  genre: { table: 'genres', link: 'audiobook_genres', column: 'genre_id' },
  author: { table: 'authors', link: 'audiobook_authors', column: 'author_id' },
  narrator: { table: 'narrators', link: 'audiobook_narrators', column: 'narrator_id' },
  tag: { table: 'tags', link: 'audiobook_tags', column: 'tag_id' },
} as const;

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
  const conditions = [onShelf];
  for (const kind of ['genre', 'author', 'narrator', 'tag'] as const) {
    const named = filter[kind];
    if (named === undefined) continue;
    const { table, link, column } = links[kind];
    const id = await findId(em, table, named);
    if (id === null) return null;
    conditions.push(sql`a.id in (select link.audiobook_id from ${sql.table(link)} as link
      where ${sql.ref(`link.${column}`)} = ${id})`);
  }
  if (filter.series !== undefined) {
    const id = await findId(em, 'series', filter.series);
    if (id === null) return null;
    conditions.push(sql`a.series_id = ${id}`);
  }
  conditions.push(...plainConditions(filter));
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

async function findId(em: Em, table: string, nameOrId: string): Promise<string | null> {
  if (isUuid(nameOrId)) return nameOrId;
  const { rows } = await sql<{
    id: string;
  }>`select id from ${sql.table(table)} where name = ${nameOrId}`.execute(em.getKysely());
  return rows[0]?.id ?? null;
}
