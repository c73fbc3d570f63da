import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';
import { onShelf } from './catalogue-filter.ts';

/** How much it says of two audiobooks that they have one in common. */
const weights = { series: 4, author: 3, narrator: 1, tag: 1, genre: 0.5 };

/** Of a crowded tag or genre only the newest are looked at: it says little, and takes long. */
const newestOfEach = 300;

const links = {
  author: { table: 'audiobook_authors', column: 'author_id' },
  narrator: { table: 'audiobook_narrators', column: 'narrator_id' },
  tag: { table: 'audiobook_tags', column: 'tag_id' },
  genre: { table: 'audiobook_genres', column: 'genre_id' },
} as const;

interface Relation {
  /** What was liked. */
  to: readonly string[];
  /** Authors that count as liked in themselves. */
  authors?: readonly string[];
  /** What is known already. */
  except?: readonly string[];
  limit: number;
}

/** Audiobooks for sale that have most in common with others, the popular ones first where that is as much. */
export async function findRelated(
  em: Em,
  { to, authors = [], except = [], limit }: Relation,
): Promise<string[]> {
  const shared = (['author', 'narrator', 'tag', 'genre'] as const).map((kind) => {
    const { table, column } = links[kind];
    const followed = kind === 'author' ? sql`union all select unnest(${authors}::uuid[])` : sql``;
    return sql`
      select other.audiobook_id as id, ${weights[kind]}::float8 as weight
      from (select ${sql.ref(column)} as shared from ${sql.table(table)}
        where audiobook_id = any (${to}::uuid[]) ${followed}) mine,
      lateral (select audiobook_id from ${sql.table(table)} where ${sql.ref(column)} = mine.shared
        order by audiobook_id desc limit ${newestOfEach}) other`;
  });
  const { rows } = await sql<{ id: string }>`
    with shared as (
      ${sql.join(shared, sql` union all `)}
      union all select other.id, ${weights.series}::float8 from audiobooks mine
        join audiobooks other on other.series_id = mine.series_id where mine.id = any (${to}::uuid[])
    ), scores as (
      select id, sum(weight) as score from shared
      where id <> all (${[...to, ...except]}::uuid[]) group by id
      order by score desc limit ${limit * 20}
    )
    select a.id from scores join audiobooks a on a.id = scores.id
    where ${onShelf}
    order by scores.score desc, a.play_count desc, a.id limit ${limit}`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

export interface Taste {
  liked: string[];
  followed: string[];
  known: string[];
}

/** What somebody has listened to, bought, praised or marked of late, whom they follow, and what they know already. */
export async function findTaste(em: Em, userId: string): Promise<Taste> {
  const { rows } = await sql<Taste>`
    with known as (
      select audiobook_id, client_updated_at as at from listening_progress where user_id = ${userId}
      union all select audiobook_id, granted_at from entitlements
        where user_id = ${userId} and granted_at is not null and revoked_at is null
      union all select audiobook_id, added_at from favorites where user_id = ${userId}
      union all select audiobook_id, added_at from library_items where user_id = ${userId}
      union all select audiobook_id, updated_at from reviews where user_id = ${userId}
    ), disliked as (
      select audiobook_id from reviews where user_id = ${userId} and rating <= 2
    )
    select
      array(select audiobook_id from known where audiobook_id not in (select audiobook_id from disliked)
        group by audiobook_id order by max(at) desc limit 20) as liked,
      array(select author_id from author_follows where user_id = ${userId}
        order by followed_at desc limit 50) as followed,
      array(select distinct audiobook_id from known) as known`.execute(em.getKysely());
  return rows[0] ?? { liked: [], followed: [], known: [] };
}
