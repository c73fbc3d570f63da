import { sql, type RawBuilder } from 'kysely';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';

export interface Suggestion {
  kind: 'audiobook' | 'author' | 'narrator' | 'series';
  id: string;
  text: string;
}

/** From so many on, the titles that begin as typed are taken from all titles in the order of popularity. */
const manyTitles = 500;

/**
 * Titles that begin as typed, the popular ones first, then people and series whose names do.
 *
 * @param typed the beginning of something, case and accents aside
 */
export async function suggest(em: Em, typed: string, limit: number): Promise<Suggestion[]> {
  const most = sql.lit(limit);
  const { rows } = await sql<Suggestion>`
    with typed as materialized (select ${prepared} plain_text(${typed}) as beginning),
    begun as materialized (select exists (
      select from audiobook_titles t where ${begins(sql`t.title`)} offset ${sql.lit(manyTitles)} limit 1
    ) as by_many),
    best as (
      (select t.audiobook_id, t.popularity from audiobook_titles t
        where not (select by_many from begun) and ${begins(sql`t.title`)}
        order by t.popularity desc, t.audiobook_id limit ${most})
      union all
      (select t.audiobook_id, t.popularity from audiobook_titles t
        where (select by_many from begun)
          and left(t.title, (select length(beginning) from typed)) = (select beginning from typed)
        order by t.popularity desc, t.audiobook_id limit ${most})
    )
    (select 'audiobook' as kind, a.id, a.title as text
      from best join audiobooks a on a.id = best.audiobook_id
      order by best.popularity desc, a.id)
    union all (${named('author', 'authors', most)})
    union all (${named('narrator', 'narrators', most)})
    union all (${named('series', 'series', most)})`.execute(em.getKysely());
  return share(rows, limit);
}

/** In the bytes' order, as the indexes have it: from what was typed up to what begins with the last letter there is. */
function begins(text: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`${text} ~>=~ (select beginning from typed)
    and ${text} ~<~ (select beginning || chr(1114111) from typed)`;
}

function named(kind: Suggestion['kind'], table: string, most: RawBuilder<unknown>) {
  const name = sql`plain_text(n.name::text)`;
  return sql`select ${sql.lit(kind)}, n.id, n.name::text from ${sql.table(table)} n
    where ${begins(name)} and n.is_listed order by ${name} using ~<~ limit ${most}`;
}

/** At least half of the places are for titles where there are enough. */
function share(found: Suggestion[], limit: number): Suggestion[] {
  const titles = found.filter(({ kind }) => kind === 'audiobook');
  const others = found.filter(({ kind }) => kind !== 'audiobook');
  const titlePlaces = Math.max(Math.ceil(limit / 2), limit - others.length);
  return [...titles.slice(0, titlePlaces), ...others].slice(0, limit);
}
