import { sql, type RawBuilder } from 'kysely';
import { readQuery } from '../../../domain/search/read-query.ts';
import type { Em } from '../../orm.config.ts';
import { filterConditions, type CatalogueFilter } from '../catalogue/catalogue-filter.ts';
import type { SearchedWords } from './found-words.ts';
import { keyset, type ListPlace } from '../keyset.ts';
import { searchTerms, type SearchGroup } from './search-terms.ts';

export interface FoundAudiobook {
  id: string;
  rank: number;
}

interface FoundAudiobooks {
  count: number;
  found: FoundAudiobook[];
  searched: SearchedWords;
}

/**
 * Audiobooks for sale that have every word of a query, or what was probably meant by it, somewhere; best first: words
 * in the title before those in names, tags and the description, a title that begins as the query does first of all,
 * popular ones before others that are as good. One row more than asked for, where there is one.
 */
export async function searchCatalogue(
  em: Em,
  text: string,
  filter: CatalogueFilter,
  place: ListPlace<number>,
): Promise<FoundAudiobooks> {
  const { groups, searched } = await searchTerms(em, readQuery(text));
  const conditions = await filterConditions(em, filter);
  if (groups.length === 0 || !conditions) return { count: 0, found: [], searched };
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const shelf = narrowed
    ? sql`join audiobooks a on a.id = s.audiobook_id and ${conditions}`
    : sql``;
  const { isAfter, page } = keyset(place, byRank);
  const { rows } = await sql<FoundAudiobook & { count: number }>`
    with query as materialized (select ${toQuery(groups)} as words),
    matched as materialized (
      select s.audiobook_id as id, ${rank(text)} as rank
      from query, audiobook_search s ${shelf}
      where s.document @@ query.words
    )
    select id, rank, (select count(*) from matched) as count from matched
    where ${isAfter} ${page}`.execute(em.getKysely());
  return { count: rows[0]?.count ?? 0, found: rows, searched };
}

function toQuery(groups: SearchGroup[]): RawBuilder<unknown> {
  const found = groups.map(
    ({ words, stems }) =>
      sql`(to_tsquery('lector_words', ${words}) || to_tsquery('lector_stems', ${stems}))`,
  );
  return sql.join(found, sql` && `);
}

const byRank = { key: sql`rank`, type: 'float8', id: sql`id`, direction: 'desc' } as const;

/** Weights of title, people, shelves and description, in Postgres' order D to A. */
function rank(text: string): RawBuilder<number> {
  const begins = `${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`round((
    ts_rank('{0.05, 0.2, 0.4, 1}', s.document, query.words)::float8 * (1 + s.popularity / 10)
    + case when s.title like plain_text(${begins}) then 1 else 0 end)::numeric, 9)::float8`;
}
