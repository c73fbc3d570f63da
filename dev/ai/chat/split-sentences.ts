import { endsSentence } from '../../tone/split-words.ts';

const abbreviation = /^\p{Lu}[\p{L}]{0,2}\.$/u;

/** The sentences of a text, in order, white space evened out. Blank lines end a sentence, too. */
export function splitSentences(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const sentences: string[] = [];
    let words: string[] = [];
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      words.push(word);
      if (!endsSentence(word) || abbreviation.test(word)) continue;
      sentences.push(words.join(' '));
      words = [];
    }
    if (words.length > 0) sentences.push(words.join(' '));
    return sentences;
  });
}
