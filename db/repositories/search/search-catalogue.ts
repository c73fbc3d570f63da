import { sql, type RawBuilder } from 'kysely';
import { readQuery } from '../../../domain/search/read-query.ts';
import type { Em } from '../../orm.config.ts';
import type { CatalogueFilter } from '../../../domain/catalogue/listed-book.ts';
import { filterConditions } from '../catalogue/catalogue-filter.ts';
import { prepared } from '../../prepared.ts';
import { keyset, type ListPlace } from '../keyset.ts';
import type { SearchedWords } from './found-words.ts';
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
 * Audiobooks for sale that have every word of a query, or what was probably meant by it, somewhere; best first: those
 * that have all of it in title and names before those that need tags, genres or the description for it; then words in
 * the title before those in names, those in tags and genres before the description, a title that begins as the query
 * does first of all, popular ones before others that are as good. One row more than asked for, where there is one.
 */
export async function searchCatalogue(
  em: Em,
  text: string,
  filter: CatalogueFilter,
  place: ListPlace<number>,
): Promise<FoundAudiobooks> {
  const { groups, isTelling, searched } = await searchTerms(em, readQuery(text));
  const conditions = await filterConditions(em, filter);
  if (groups.length === 0 || !conditions) return { count: 0, found: [], searched };
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const books = narrowed
    ? sql`query, audiobook_search s join audiobooks a on a.id = s.audiobook_id and ${conditions}`
    : sql`query, audiobook_search s`;
  const { isAfter, page } = keyset(place, byRank);
  // What is common stands in very many tags and descriptions. Those are counted, but ranked only where a page needs
  // them. Words like “the” are looked for in titles and names alone: there it would be two ways to the same.
  const { rows } = await sql<FoundAudiobook & { count: number }>`
    with query as materialized (
      select ${narrowed ? sql`` : prepared} ${toQuery(groups)} as words, plain_text(${text.trim()}) as typed
    ),
    headed as materialized (
      select s.audiobook_id as id, ${rank} + ${sql.lit(headedFirst)} as rank from ${books}
      where ${sql.lit(isTelling)} and ts_filter(s.document, '{a,b}') @@ query.words
    ),
    page as materialized (
      select count(*) > ${place.offset + place.limit} as is_full from headed where ${isAfter}
    ),
    described as materialized (
      select s.audiobook_id as id, ${rank} as rank from ${books}
      where not (select is_full from page) and s.document @@ query.words
        and s.audiobook_id not in (select id from headed)
    )
    select id, rank, case when (select is_full from page)
        then (select count(*) from ${books} where s.document @@ query.words)
        else (select count(*) from headed) + (select count(*) from described) end as count
    from (select * from headed union all select * from described) matched
    where ${isAfter} ${page}`.execute(em.getKysely());
  return { count: rows[0]?.count ?? 0, found: rows, searched };
}

/** A word that is its own stem is looked for once. */
function toQuery(groups: SearchGroup[]): RawBuilder<unknown> {
  const found = groups.map(
    ({ words, stems }) =>
      sql`(select case when words = stems then words else words || stems end
        from (select to_tsquery('lector_words', ${words}) as words, to_tsquery('lector_stems', ${stems}) as stems) terms)`,
  );
  return sql.join(found, sql` && `);
}

const byRank = { key: sql`rank`, type: 'int8', id: sql`id`, direction: 'desc' } as const;

/** More than any rank: the rank of what is not headed is below that of what is. */
const headedFirst = 1e12;

/** Whole billionths. Weights of title, people, shelves and description, in Postgres' order D to A. */
const rank = sql<number>`(
  1e9 * ts_rank('{0.05, 0.2, 0.4, 1}', s.document, query.words) * (1 + s.popularity / 10)
)::int8 + case when starts_with(s.title, query.typed) then 1000000000 else 0 end`;
