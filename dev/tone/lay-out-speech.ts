import { symbolSeconds } from './alphabet.ts';
import { createSeededRandom } from '../../domain/seeded-random.ts';
import { endsSentence, splitWords } from './split-words.ts';
import { wordToSymbols } from './word-code.ts';

export interface SpeechOptions {
  /** Decides the length of every gap. */
  seed?: number;
  /** Speech without a pause: no gap of 0.3 s or more anywhere, so that every cut is a hard seam. */
  runOn?: boolean;
  leadingSilenceSeconds?: number;
  trailingSilenceSeconds?: number;
}

export interface SpokenWord {
  text: string;
  startSeconds: number;
  endSeconds: number;
}

/** When every word of a recording is spoken. Times are seconds from its beginning. */
export interface Speech {
  durationSeconds: number;
  words: SpokenWord[];
  /** One a text given, from the middle of the pause before it; the first from 0, the last to the end. */
  chapters: { startSeconds: number; endSeconds: number }[];
}

/** Shortest and longest pause after a word, a sentence and a chapter. */
const pauseSeconds = { word: [0.06, 0.15], sentence: [0.4, 0.8], chapter: [1.6, 2.4] } as const;

/** Times for the words of some texts, one a chapter, spoken one after the other. */
export function layOutSpeech(chapterTexts: readonly string[], options: SpeechOptions = {}): Speech {
  const { seed = 1, runOn = false } = options;
  const edgeSeconds = runOn ? 0.2 : 0.5;
  const random = createSeededRandom(seed);
  const words: SpokenWord[] = [];
  const chapterStarts = [0];
  let now = options.leadingSilenceSeconds ?? edgeSeconds;

  for (const [index, text] of chapterTexts.entries()) {
    if (index > 0) {
      const pause = pauseAfter(words.at(-1)?.text, true, runOn, random);
      chapterStarts.push(now + pause / 2);
      now += pause;
    }
    for (const [position, word] of splitWords(text).entries()) {
      if (position > 0) now += pauseAfter(words.at(-1)?.text, false, runOn, random);
      const endSeconds = now + wordToSymbols(word).length * symbolSeconds;
      words.push({ text: word, startSeconds: now, endSeconds });
      now = endSeconds;
    }
  }

  const durationSeconds = now + (options.trailingSilenceSeconds ?? edgeSeconds);
  return {
    durationSeconds,
    words,
    chapters: chapterStarts.map((startSeconds, index) => ({
      startSeconds,
      endSeconds: chapterStarts[index + 1] ?? durationSeconds,
    })),
  };
}

function pauseAfter(
  word: string | undefined,
  chapterEnds: boolean,
  runOn: boolean,
  random: () => number,
): number {
  const kind = runOn ? 'word' : chapterEnds ? 'chapter' : sentenceOrWord(word);
  const [shortest, longest] = pauseSeconds[kind];
  // Short pauses are the common ones, as in speech.
  return shortest + (longest - shortest) * random() ** 2;
}

function sentenceOrWord(word: string | undefined): 'sentence' | 'word' {
  return word !== undefined && endsSentence(word) ? 'sentence' : 'word';
}
