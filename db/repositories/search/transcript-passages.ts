import { sql, type RawBuilder } from 'kysely';
import type { Passage } from '../../../domain/transcription/stitching/find-passages.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';
import { markEnd, markStart } from './search-marks.ts';

/** Makes the searched passages of a transcription anew. */
export async function replacePassages(
  tx: Tx,
  transcriptionId: string,
  passages: readonly Passage[],
): Promise<void> {
  const kysely = tx.getKysely();
  await kysely
    .deleteFrom('transcript_passages')
    .where('transcription_id', '=', transcriptionId)
    .execute();
  const rows = passages.map(({ startSeconds, endSeconds, text }, index) => ({
    number: index + 1,
    start_seconds: startSeconds,
    end_seconds: endSeconds,
    text,
  }));
  await sql`
    insert into transcript_passages (transcription_id, number, start_seconds, end_seconds, text, document)
    select ${transcriptionId}, number, start_seconds, end_seconds, text,
      to_tsvector('lector_words', text) || to_tsvector('lector_stems', text)
    from json_to_recordset(${JSON.stringify(rows)})
      as row (number int, start_seconds float8, end_seconds float8, text text)`.execute(kysely);
}

export interface FoundPassage {
  transcription_id: string;
  number: number;
  start_seconds: number;
  end_seconds: number;
  /** The text, found words between `markStart` and `markEnd`. */
  marked: string;
}

export interface PassageSearch {
  /** In the words of a search box: quoted phrases, `or`, `-not`. */
  text: string;
  /** Which transcriptions may be searched: a subquery of their ids. */
  within: RawBuilder<unknown>;
  limit: number;
  offset: number;
}

/** Passages that have all the words, best first, those of one transcription in the order in which they are heard. */
export async function searchPassages(
  em: Em,
  { text, within, limit, offset }: PassageSearch,
): Promise<{ count: number; passages: FoundPassage[] }> {
  // Stems leave out words like “was”, and a phrase would fall apart.
  const stemmed = text.includes('"') ? '' : text;
  const { rows } = await sql<FoundPassage & { count: number }>`
    with query as (
      select websearch_to_tsquery('lector_words', ${text}) || websearch_to_tsquery('lector_stems', ${stemmed}) as words
    ), found as (
      select p.transcription_id, p.number, p.start_seconds, p.end_seconds, p.text,
        ts_rank(p.document, query.words) as rank, count(*) over () as count
      from query, transcript_passages p
      where p.transcription_id in (${within}) and p.document @@ query.words
      order by rank desc, p.transcription_id, p.number
      limit ${limit} offset ${offset}
    )
    select transcription_id, number, start_seconds, end_seconds, count,
      ts_headline('lector_stems', translate(text, ${markStart + markEnd}, ''), query.words,
        ${`HighlightAll=true, StartSel=${markStart}, StopSel=${markEnd}`}) as marked
    from found, query
    order by rank desc, transcription_id, number`.execute(em.getKysely());
  return { count: rows[0]?.count ?? 0, passages: rows };
}
