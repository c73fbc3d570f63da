const notLetters = /[^\p{L}\p{N}\p{M}]/gu;
const letterOrDigit = /[\p{L}\p{N}]/gu;
const ideograph = /\p{Script=Han}/gu;
const syllableSign = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** What two hearings of the same word have in common: its letters and digits, in lower case. */
export function letterKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(notLetters, '');
}

/**
 * How much is said, in letters: the unit in which all languages are spoken at about the same speed. An
 * ideograph counts as three letters and a syllable sign as two, as each stands for about that much sound, so
 * that a book's rate does not halve where a Chinese poem is quoted.
 */
export function countSpokenLetters(text: string): number {
  return count(text, letterOrDigit) + 2 * count(text, ideograph) + count(text, syllableSign);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
