import { endsSentence } from '../../tone/split-words.ts';

export interface TimedWord {
  text: string;
  startSeconds: number;
  endSeconds: number;
}

/** A pause that ends a segment even where no punctuation does. */
const pauseSeconds = 0.3;
/** whisper-1 never hears more at once. */
const maxSegmentSeconds = 30;

/** Words by sentences, in order; every word is in one segment. */
export function findSegments(words: readonly TimedWord[]): TimedWord[][] {
  const segments: TimedWord[][] = [];
  let segment: TimedWord[] = [];
  for (const [index, word] of words.entries()) {
    segment.push(word);
    const next = words[index + 1];
    const first = segment[0] ?? word;
    if (
      !next ||
      endsSentence(word.text) ||
      next.startSeconds - word.endSeconds >= pauseSeconds ||
      next.endSeconds - first.startSeconds > maxSegmentSeconds
    ) {
      segments.push(segment);
      segment = [];
    }
  }
  return segments;
}

export function joinWords(words: readonly TimedWord[]): string {
  return words.map(({ text }) => text).join(' ');
}
