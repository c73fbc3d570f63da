import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Em } from '../orm.config.ts';

export type AudiobookOrder = 'newest' | 'title' | 'duration' | 'price';

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
}

interface Page {
  limit: number;
  offset: number;
}

/** Audiobooks with all that a list or a page of one shows; the newest plain rows, no entities. */
export function selectCards(em: Em) {
  return em
    .getKysely()
    .selectFrom('audiobooks')
    .leftJoin('series', 'series.id', 'audiobooks.series_id')
    .leftJoin('transcriptions', 'transcriptions.id', 'audiobooks.transcription_id')
    .select([
      'audiobooks.id',
      'audiobooks.owner_id',
      'audiobooks.visibility',
      'audiobooks.status',
      'audiobooks.title',
      'audiobooks.description',
      'audiobooks.summary',
      'audiobooks.summary_degraded',
      'audiobooks.language',
      'audiobooks.publisher',
      'audiobooks.isbn',
      'audiobooks.release_date',
      'audiobooks.series_position',
      'audiobooks.price_minor',
      'audiobooks.currency',
      'audiobooks.duration_seconds',
      'audiobooks.codec',
      'audiobooks.cover_key',
      'audiobooks.published_at',
      'audiobooks.created_at',
      'audiobooks.updated_at',
      'series.id as series_id',
      'series.name as series_name',
      'transcriptions.word_count',
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('audiobook_authors as link')
          .innerJoin('authors as named', 'named.id', 'link.author_id')
          .select(['named.id', 'named.name'])
          .whereRef('link.audiobook_id', '=', 'audiobooks.id')
          .orderBy('link.position'),
      ).as('authors'),
      jsonArrayFrom(
        eb
          .selectFrom('audiobook_narrators as link')
          .innerJoin('narrators as named', 'named.id', 'link.narrator_id')
          .select(['named.id', 'named.name'])
          .whereRef('link.audiobook_id', '=', 'audiobooks.id')
          .orderBy('link.position'),
      ).as('narrators'),
      jsonArrayFrom(
        eb
          .selectFrom('audiobook_genres as link')
          .innerJoin('genres as named', 'named.id', 'link.genre_id')
          .select(['named.id', 'named.name'])
          .whereRef('link.audiobook_id', '=', 'audiobooks.id')
          .orderBy('link.position'),
      ).as('genres'),
      jsonArrayFrom(
        eb
          .selectFrom('audiobook_tags as link')
          .innerJoin('tags as named', 'named.id', 'link.tag_id')
          .select('named.name')
          .whereRef('link.audiobook_id', '=', 'audiobooks.id')
          .orderBy('link.position'),
      ).as('tags'),
    ]);
}

export type AudiobookCard = Awaited<ReturnType<ReturnType<typeof selectCards>['execute']>>[number];

export async function findCard(em: Em, id: string): Promise<AudiobookCard | null> {
  return (await selectCards(em).where('audiobooks.id', '=', id).executeTakeFirst()) ?? null;
}

/** What is for sale, page by page. Ties are broken by id, so that no page repeats or misses a row. */
export async function listPublished(
  em: Em,
  filter: CatalogueFilter,
  order: AudiobookOrder,
  page: Page,
): Promise<{ count: number; cards: AudiobookCard[] }> {
  const ids = await findPublishedIds(em, filter, order, page);
  if (ids.length === 0) return { count: await countPublished(em, filter), cards: [] };
  const cards = await selectCards(em).where('audiobooks.id', 'in', ids).execute();
  const byId = new Map(cards.map((card) => [card.id, card]));
  return {
    count: await countPublished(em, filter),
    cards: ids.flatMap((id) => byId.get(id) ?? []),
  };
}

async function findPublishedIds(
  em: Em,
  filter: CatalogueFilter,
  order: AudiobookOrder,
  { limit, offset }: Page,
): Promise<string[]> {
  const base = published(em, filter).select('audiobooks.id').limit(limit).offset(offset);
  const sorted = {
    newest: () => base.orderBy('audiobooks.published_at', 'desc').orderBy('audiobooks.id', 'desc'),
    title: () => base.orderBy('audiobooks.title').orderBy('audiobooks.id'),
    duration: () => base.orderBy('audiobooks.duration_seconds').orderBy('audiobooks.id'),
    price: () => base.orderBy('audiobooks.price_minor').orderBy('audiobooks.id'),
  }[order]();
  return (await sorted.execute()).map((row) => row.id);
}

async function countPublished(em: Em, filter: CatalogueFilter): Promise<number> {
  const { count } = await published(em, filter)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function published(em: Em, filter: CatalogueFilter) {
  const kysely = em.getKysely();
  let query = kysely
    .selectFrom('audiobooks')
    .where('audiobooks.status', '=', 'published')
    .where('audiobooks.visibility', '=', 'store');
  const links = [
    ['audiobook_genres', 'genres', 'genre_id', filter.genre],
    ['audiobook_authors', 'authors', 'author_id', filter.author],
    ['audiobook_narrators', 'narrators', 'narrator_id', filter.narrator],
    ['audiobook_tags', 'tags', 'tag_id', filter.tag],
  ] as const;
  for (const [link, table, column, name] of links) {
    if (name === undefined) continue;
    query = query.where(
      sql<boolean>`exists (select 1 from ${sql.table(link)} as link
        join ${sql.table(table)} as named on named.id = ${sql.ref(`link.${column}`)}
        where link.audiobook_id = audiobooks.id and (named.name = ${name} or named.id::text = ${name}))`,
    );
  }
  if (filter.series !== undefined) {
    query = query.where(
      sql<boolean>`exists (select 1 from series where series.id = audiobooks.series_id
        and (series.name = ${filter.series} or series.id::text = ${filter.series}))`,
    );
  }
  if (filter.language !== undefined)
    query = query.where('audiobooks.language', '=', filter.language);
  if (filter.minDurationSeconds !== undefined) {
    query = query.where('audiobooks.duration_seconds', '>=', filter.minDurationSeconds);
  }
  if (filter.maxDurationSeconds !== undefined) {
    query = query.where('audiobooks.duration_seconds', '<=', filter.maxDurationSeconds);
  }
  if (filter.releasedAfter !== undefined) {
    query = query.where('audiobooks.release_date', '>=', filter.releasedAfter as never);
  }
  if (filter.releasedBefore !== undefined) {
    query = query.where('audiobooks.release_date', '<=', filter.releasedBefore as never);
  }
  return query;
}
