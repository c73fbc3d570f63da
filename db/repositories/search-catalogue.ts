import { sql, type RawBuilder } from 'kysely';
import { readQuery } from '../../domain/search/read-query.ts';
import type { Em } from '../orm.config.ts';
import { filterConditions, type CatalogueFilter } from './catalogue-filter.ts';
import { keyset, type ListPlace } from './keyset.ts';
import { markEnd, markStart } from './search-marks.ts';
import { searchGroups, type SearchGroup } from './search-terms.ts';

/** An audiobook that was found, with the found words of its texts between `markStart` and `markEnd`. */
export interface FoundAudiobook {
  id: string;
  rank: number;
  title: string;
  people: string;
  shelves: string;
  description: string;
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
): Promise<{ count: number; found: FoundAudiobook[] }> {
  const groups = await searchGroups(em, readQuery(text));
  const conditions = await filterConditions(em, filter);
  if (groups.length === 0 || !conditions) return { count: 0, found: [] };
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const shelf = narrowed
    ? sql`join audiobooks a on a.id = s.audiobook_id and ${conditions}`
    : sql``;
  const { isAfter, page } = keyset(place, byRank);
  const { rows } = await sql<FoundAudiobook & { count: number }>`
    with query as materialized (select ${toQuery(groups)} as words, ${toMarkedWords(groups)} as marked),
    matched as materialized (
      select s.audiobook_id as id, ${rank(text)} as rank
      from query, audiobook_search s ${shelf}
      where s.document @@ query.words
    ),
    page as (
      select id, rank, (select count(*) from matched) as count from matched
      where ${isAfter} ${page}
    )
    select page.id, page.rank, page.count,
      ${marked(sql`a.title`)} as title, ${marked(people)} as people,
      ${marked(shelves)} as shelves, ${excerpt(sql`left(a.description, 2000)`)} as description
    from query, page join audiobooks a on a.id = page.id
    order by page.rank desc, page.id desc`.execute(em.getKysely());
  return { count: rows[0]?.count ?? 0, found: rows };
}

function toQuery(groups: SearchGroup[]): RawBuilder<unknown> {
  const found = groups.map(
    ({ words, stems }) =>
      sql`(to_tsquery('lector_words', ${words}) || to_tsquery('lector_stems', ${stems}))`,
  );
  return sql.join(found, sql` && `);
}

/** Found words are marked one by one, whatever they were found together with. */
function toMarkedWords(groups: SearchGroup[]): RawBuilder<unknown> {
  const words = groups.map((group) => group.words.replaceAll(' <-> ', ' | ')).join(' | ');
  return sql`to_tsquery('lector_stems', ${words})`;
}

const byRank = { key: sql`rank`, type: 'float8', id: sql`id`, direction: 'desc' } as const;

/** Weights of title, people, shelves and description, in Postgres' order D to A. */
function rank(text: string): RawBuilder<number> {
  const begins = `${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`round((
    ts_rank('{0.05, 0.2, 0.4, 1}', s.document, query.words)::float8 * (1 + s.popularity / 10)
    + case when s.title like plain_text(${begins}) then 1 else 0 end)::numeric, 9)::float8`;
}

const people = sql`concat_ws(' · ',
  (select string_agg(p.name::text, ', ' order by l.position) from audiobook_authors l
    join authors p on p.id = l.author_id where l.audiobook_id = a.id),
  (select string_agg(p.name::text, ', ' order by l.position) from audiobook_narrators l
    join narrators p on p.id = l.narrator_id where l.audiobook_id = a.id),
  (select s.name::text from series s where s.id = a.series_id))`;
const shelves = sql`concat_ws(' · ',
  (select string_agg(t.name::text, ', ' order by l.position) from audiobook_tags l
    join tags t on t.id = l.tag_id where l.audiobook_id = a.id),
  (select string_agg(g.name::text, ', ' order by l.position) from audiobook_genres l
    join genres g on g.id = l.genre_id where l.audiobook_id = a.id))`;

const marks = `StartSel=${markStart}, StopSel=${markEnd}`;

function marked(text: RawBuilder<unknown>): RawBuilder<string> {
  return headline(text, `HighlightAll=true, ${marks}`);
}

function excerpt(text: RawBuilder<unknown>): RawBuilder<string> {
  return headline(text, `MaxWords=35, MinWords=15, ${marks}`);
}

function headline(text: RawBuilder<unknown>, options: string): RawBuilder<string> {
  const clean = sql`translate(${text}, ${markStart + markEnd}, '')`;
  return sql`ts_headline('lector_stems', ${clean}, query.marked, ${options})`;
}
