import { sql } from 'kysely';
import type { SearchQuery } from '../../../domain/search/read-query.ts';
import { foldWord } from '../../../domain/search/mark-words.ts';
import { correctSpelling, nearSpellings } from '../../../domain/search/spelling.ts';
import type { Em } from '../../orm.config.ts';
import { prepared } from '../../prepared.ts';
import type { SearchedWords } from './found-words.ts';

/** What is looked for: every group must be found, by any of its alternatives. In the syntax of `to_tsquery`. */
export interface SearchGroup {
  /** Matched as they are. */
  words: string;
  /** Matched by their stem. */
  stems: string;
}

interface Knowledge {
  typed: string;
  is_known: boolean;
  is_stop_word: boolean;
  near: { word: string; uses: number }[];
}

export interface SearchTerms {
  groups: SearchGroup[];
  /** Whether there is more to it than words like “the”. */
  isTelling: boolean;
  searched: SearchedWords;
}

/** What a query is for; words that the catalogue does not know are joined by those that were probably meant. */
export async function searchTerms(
  em: Em,
  { phrases, words, prefix }: SearchQuery,
): Promise<SearchTerms> {
  const known = await learn(em, [...words, ...phrases.flat()], prefix);
  const tells = (word: string) => known.get(word)?.is_stop_word !== true;
  const groups = phrases.map((phrase) => {
    const together = phrase.map(quote).join(' <-> ');
    // Stemming leaves out words like “of”, and nothing would hold the others together.
    return { words: together, stems: phrase.every(tells) ? together : '' };
  });
  const meant = [
    ...words.map((word) => [word, ''] as const),
    ...(prefix ? [[prefix, ':*'] as const] : []),
  ];
  const telling = meant.filter(([word]) => tells(word));
  // “What the” is not taken for the beginning of “what Theodora knew”: tens of thousands of titles would have to be tried.
  const little = meant.length === 1 ? meant : meant.map(([word]) => [word, ''] as const);
  const searched = new Set(phrases.flat().map(foldWord));
  for (const [word, ending] of telling.length > 0 || groups.length > 0 ? telling : little) {
    const { is_known: isKnown = true, near = [] } = known.get(word) ?? {};
    const corrected = isKnown ? [] : correctSpelling(word, near);
    groups.push(group(`${quote(word)}${ending}`, corrected.map(quote)));
    for (const one of [word, ...corrected]) searched.add(foldWord(one));
  }
  const prefixSearched = prefix === null ? null : foldWord(prefix);
  return {
    groups,
    isTelling: telling.length > 0 || phrases.length > 0,
    searched: { words: searched, prefix: prefixSearched },
  };
}

function group(term: string, alternatives: string[] = []): SearchGroup {
  const any = [term, ...alternatives].join(' | ');
  return { words: any, stems: any };
}

/** One lexeme, whatever it has in it. Source: PostgreSQL, “tsquery”. */
function quote(word: string): string {
  return `'${word.replaceAll(/['\\]/g, ' ')}'`;
}

async function learn(
  em: Em,
  words: string[],
  prefix: string | null,
): Promise<Map<string, Knowledge>> {
  const typed = [...new Set([...words, ...(prefix ? [prefix] : [])])];
  const rows = typed.map((word) => ({
    typed: word,
    spellings: nearSpellings(word),
    is_prefix: word === prefix,
  }));
  const known = await sql<Knowledge>`
    select ${prepared} t.typed, k.is_known, numnode(to_tsquery('lector_stems', quote_literal(t.typed))) = 0 as is_stop_word,
      case when k.is_known then '[]' else coalesce((
        select json_agg(json_build_object('word', near.word, 'uses', near.uses)) from (
          select w.word, w.uses from search_words w
          where w.word = any (t.spellings) or w.word % t.folded
          order by similarity(w.word, t.folded) desc limit 30
        ) near), '[]') end as near
    from (select *, plain_text(typed) as folded
      from json_to_recordset(${JSON.stringify(rows)}) as row (typed text, spellings text[], is_prefix bool)) as t
    cross join lateral (
      select exists (select 1 from search_words w where w.word = t.folded
          or w.word = any (tsvector_to_array(to_tsvector('lector_stems', t.typed))))
        or t.is_prefix and exists (
          select 1 from search_words w where w.word >= t.folded and w.word < t.folded || chr(1114111)
        ) as is_known
    ) as k`.execute(em.getKysely());
  return new Map(known.rows.map((row) => [row.typed, row]));
}
