import { damagedToken } from './word-code.ts';

/** The words of a text: whatever stands between white space, punctuation included. */
export function splitWords(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** Whether a word closes a sentence: final punctuation, then at most closing quotes and brackets. */
export function endsSentence(word: string): boolean {
  return word !== damagedToken && /[.!?…。！？][\p{Pe}\p{Pf}"'”’」』]*$/u.test(word);
}
