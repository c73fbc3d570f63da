import { countSpokenLetters } from '../text/letters.ts';

/** Chunks with less speech say nothing about a reader's pace: a title page is half pauses. */
const leastSpeechSeconds = 10;

/** Spoken letters per second of speech; null where there is too little speech to tell. */
export function speechRate(text: string, speechSeconds: number): number | null {
  return speechSeconds < leastSpeechSeconds ? null : countSpokenLetters(text) / speechSeconds;
}

/** A reader's pace: the median over the chunks of a book. Null while no chunk tells. */
export function medianSpeechRate(rates: readonly (number | null)[]): number | null {
  const known = rates.filter((rate) => rate !== null).sort((a, b) => a - b);
  const middle = Math.floor(known.length / 2);
  const upper = known[middle];
  if (upper === undefined) return null;
  return known.length % 2 === 1 ? upper : ((known[middle - 1] ?? upper) + upper) / 2;
}
