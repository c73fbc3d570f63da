import { sql } from 'kysely';
import type { Em } from '../../orm.config.ts';

/** What a search was for, each word folded. */
export interface SearchedWords {
  words: ReadonlySet<string>;
  /** Where typing ended in the beginning of a word. */
  prefix: string | null;
}

/** Of the words of some texts, those that a search was for: as they are, by their beginning, or by their stem. */
export async function findSearched(
  em: Em,
  { words, prefix }: SearchedWords,
  texts: Iterable<string>,
): Promise<Set<string>> {
  const found = new Set<string>();
  const akin: string[] = [];
  const beginnings = new Set([...words].map((word) => word.slice(0, 3)));
  for (const word of new Set(texts)) {
    if (words.has(word) || (prefix !== null && word.startsWith(prefix))) found.add(word);
    else if (beginnings.has(word.slice(0, 3))) akin.push(word);
  }
  if (akin.length === 0) return found;
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${akin}::text[]) as word
    where ts_lexize('english_stem', word) && array(
      select unnest(ts_lexize('english_stem', searched)) from unnest(${[...words]}::text[]) as searched
    )`.execute(em.getKysely());
  for (const { word } of rows) found.add(word);
  return found;
}
