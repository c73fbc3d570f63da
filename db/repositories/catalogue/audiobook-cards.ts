import { sql, type CompiledQuery } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';

/** Audiobooks with all that a list or a page of one shows; the newest plain rows, no entities. */
function selectCards(em: Em) {
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
      'audiobooks.rating_average',
      'audiobooks.rating_count',
      'audiobooks.review_count',
      'audiobooks.version',
      'audiobooks.withdrawn_at',
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

let query: CompiledQuery<AudiobookCard> | undefined;

/** The query of cards by their ids. Its text is always the same, and made once: that takes as long as to ask it. */
function cardsQuery(em: Em, ids: readonly string[]): CompiledQuery<AudiobookCard> {
  query ??= selectCards(em)
    .modifyFront(prepared)
    .where('audiobooks.id', '=', sql<string>`any(${ids}::uuid[])`)
    .compile();
  return { ...query, parameters: [ids] };
}

/** The cards of these audiobooks, by id, for a list that knows their order. */
export async function findCardsById(
  em: Em,
  ids: readonly string[],
): Promise<Map<string, AudiobookCard>> {
  if (ids.length === 0) return new Map();
  const { rows } = await em.getKysely().executeQuery(cardsQuery(em, [...new Set(ids)]));
  return new Map(rows.map((card) => [card.id, card]));
}

export async function findCard(em: Em, id: string): Promise<AudiobookCard | null> {
  return (await findCardsById(em, [id])).get(id.toLowerCase()) ?? null;
}

/** The rows of a list, each with the card of its audiobook. */
export async function withCards<Row extends { id: string }>(
  rows: readonly Row[],
  find: (ids: string[]) => Promise<Map<string, AudiobookCard>>,
): Promise<{ row: Row; card: AudiobookCard }[]> {
  const cards = await find(rows.map(({ id }) => id));
  return rows.flatMap((row) => {
    const card = cards.get(row.id);
    return card ? [{ row, card }] : [];
  });
}
