import { sql, type RawBuilder } from 'kysely';
import { facet, type ListedBook } from '../../../domain/catalogue/listed-book.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';
import { onShelf } from './catalogue-filter.ts';

/** What is for sale, so many at a time by their ids: those behind the last one of before. */
export function nextListedBooks(
  em: Em,
  after: string | null,
  limit: number,
): Promise<ListedBook[]> {
  return readListedBooks(
    em,
    sql`a.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by a.id limit ${limit}`,
  );
}

/** Those of these audiobooks that are for sale. */
export function findListedBooks(em: Em, ids: readonly string[]): Promise<ListedBook[]> {
  return readListedBooks(em, sql`a.id = any(${ids}::uuid[])`);
}

interface Row extends Omit<ListedBook, 'publishedAt' | 'facets'> {
  publishedAt: Date;
  language: string | null;
  series: string | null;
  authors: string[];
  narrators: string[];
  genres: string[];
  tags: string[];
}

async function readListedBooks(em: Em, which: RawBuilder<unknown>): Promise<ListedBook[]> {
  const { rows } = await sql<Row>`
    select ${prepared} a.id, a.published_at as "publishedAt", a.play_count as "playCount",
      a.rating_average as "ratingAverage", a.rating_count as "ratingCount",
      plain_text(a.title) as "plainTitle", coalesce(a.duration_seconds, 0) as "durationSeconds",
      a.price_minor as "priceMinor", a.release_date as "releaseDate", a.language, a.series_id as series,
      array(select author_id from audiobook_authors where audiobook_id = a.id) as authors,
      array(select narrator_id from audiobook_narrators where audiobook_id = a.id) as narrators,
      array(select genre_id from audiobook_genres where audiobook_id = a.id) as genres,
      array(select tag_id from audiobook_tags where audiobook_id = a.id) as tags
    from audiobooks a where ${onShelf} and ${which}`.execute(em.getKysely());
  return rows.map(toListedBook);
}

function toListedBook(row: Row): ListedBook {
  const { language, series, authors, narrators, genres, tags, publishedAt, ...book } = row;
  return {
    ...book,
    publishedAt: publishedAt.getTime(),
    facets: [
      ...genres.map((id) => facet('genre', id)),
      ...authors.map((id) => facet('author', id)),
      ...narrators.map((id) => facet('narrator', id)),
      ...tags.map((id) => facet('tag', id)),
      ...(series === null ? [] : [facet('series', series)]),
      ...(language === null ? [] : [facet('language', language)]),
    ],
  };
}
