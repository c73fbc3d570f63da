import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';

export interface Suggestion {
  kind: 'audiobook' | 'author' | 'narrator' | 'series';
  id: string;
  text: string;
}

/**
 * Titles that begin as typed, the popular ones first, then people and series whose names do.
 *
 * @param typed the beginning of something, case and accents aside
 */
export async function suggest(em: Em, typed: string, limit: number): Promise<Suggestion[]> {
  const escaped = typed.replaceAll(/[\\%_]/g, String.raw`\$&`);
  const { rows } = await sql<Suggestion>`
    (select 'audiobook' as kind, a.id, a.title as text
      from (
        select s.audiobook_id, s.popularity from audiobook_search s
        where s.title like plain_text(${escaped}) || '%'
        order by s.popularity desc, s.audiobook_id limit ${limit}
      ) s join audiobooks a on a.id = s.audiobook_id
      order by s.popularity desc, a.id)
    union all (${named('author', 'authors', escaped, limit)})
    union all (${named('narrator', 'narrators', escaped, limit)})
    union all (${named('series', 'series', escaped, limit)})`.execute(em.getKysely());
  return share(rows, limit);
}

function named(kind: Suggestion['kind'], table: string, escaped: string, limit: number) {
  return sql`select ${kind}, n.id, n.name::text from ${sql.table(table)} n
    where plain_text(n.name::text) like plain_text(${escaped}) || '%'
    order by plain_text(n.name::text) limit ${limit}`;
}

/** At least half of the places are for titles where there are enough. */
function share(found: Suggestion[], limit: number): Suggestion[] {
  const titles = found.filter(({ kind }) => kind === 'audiobook');
  const others = found.filter(({ kind }) => kind !== 'audiobook');
  const titlePlaces = Math.max(Math.ceil(limit / 2), limit - others.length);
  return [...titles.slice(0, titlePlaces), ...others].slice(0, limit);
}
