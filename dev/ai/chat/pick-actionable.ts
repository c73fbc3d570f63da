import { damagedToken } from '../../tone/word-code.ts';
import { splitSentences } from './split-sentences.ts';

const fewestWords = 4;
/** How people say that something is to be done. */
const asksForAction =
  /\b(must|should|need(s)? to|have to|let's|let us|please|remember to|don't forget|make sure|todo)\b/i;

/**
 * Sentences of a text that ask for something to be done, or, where none does, some from all over it; in its order, as
 * they stand there.
 */
export function pickActionable(text: string, most: number): string[] {
  const sentences = splitSentences(text).filter(
    (sentence) => !sentence.includes(damagedToken) && sentence.split(' ').length >= fewestWords,
  );
  const asking = sentences.filter((sentence) => asksForAction.test(sentence));
  const candidates = asking.length > 0 ? asking : sentences;
  const step = Math.max(1, Math.ceil(candidates.length / most));
  return candidates.filter((_, index) => index % step === 0).slice(0, most);
}
