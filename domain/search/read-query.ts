/** What somebody typed into a search box, taken apart. */
export interface SearchQuery {
  /** Words in quotes, that must stand together. */
  phrases: string[][];
  words: string[];
  /** The beginning of a word, where typing ended in one. */
  prefix: string | null;
}

const maxWords = 16;

/** @param text as typed; what is neither letter nor digit only separates words */
export function readQuery(text: string): SearchQuery {
  const phrases: string[][] = [];
  const rest = text.replaceAll(/["“”„]([^"“”„]*)["“”„]/g, (_quoted, inner: string) => {
    const words = wordsOf(inner);
    if (words.length > 0) phrases.push(words);
    return ' ';
  });
  const words = wordsOf(rest).slice(0, maxWords);
  const typing = /[\p{L}\p{N}\p{M}]$/u.test(rest);
  const last = words.at(-1);
  const prefix = typing && last !== undefined && last.length >= 3 ? last : null;
  return { phrases, words: prefix === null ? words : words.slice(0, -1), prefix };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
