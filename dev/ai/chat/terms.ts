import { detectLanguage } from './detect-language.ts';
import { stopWords } from './stop-words.ts';

/** A word of a text that may say what it is about. */
export interface Term {
  /** As most often written, in lower case. */
  text: string;
  /** Forms of one word share it: `ledger` and `ledgers`. */
  stem: string;
  /** Whether the word before it makes a noun likely: `the ledger`, `her ledger`. */
  afterDeterminer: boolean;
}

const determiners = new Set(
  'the a an his her its their my your our this that these those each every no of der die das ein eine le la les un une el los las il lo een het de den det et'.split(
    ' ',
  ),
);

/** The terms of a text in order; stop words, numbers and words of two letters or fewer are left out. */
export function findTerms(text: string, language = detectLanguage(text)): Term[] {
  const stops = stopWords[language] ?? new Set<string>();
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*/gu) ?? [];
  const terms: Term[] = [];
  for (const [index, written] of words.entries()) {
    const word = written.replace(/['’](s|ll|d|re|ve|m)$/, '');
    const short = word.length < 3 && !/\p{Script=Han}/u.test(word);
    if (short || stops.has(word) || /n['’]t$/.test(word)) continue;
    const before = words[index - 1] ?? '';
    terms.push({ text: word, stem: stemOf(word), afterDeterminer: determiners.has(before) });
  }
  return terms;
}

/** Folds plurals, which is all that tags need. */
function stemOf(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word;
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}
