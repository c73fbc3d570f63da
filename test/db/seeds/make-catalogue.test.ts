import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDraw } from '../../../db/seeds/draw.ts';
import { makeBook, makeShelves, type SampleBook } from '../../../db/seeds/make-catalogue.ts';
import { loadVocabulary } from '../../../db/seeds/vocabulary.ts';
import { foldedWords } from '../../../domain/search/mark-words.ts';

const count = 5000;

async function make(seed: number): Promise<SampleBook[]> {
  const draw = createDraw(seed);
  const words = await loadVocabulary(draw);
  const shelves = makeShelves(draw, words, count);
  return Array.from({ length: count }, () => makeBook(draw, words, shelves));
}

/** In which share of the texts each word stands, the most common first. */
function shares(texts: string[]): [string, number][] {
  const uses = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(foldedWords(text))) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return [...uses]
    .map(([word, used]): [string, number] => [word, used / texts.length])
    .toSorted((a, b) => b[1] - a[1]);
}

/** The common words of English that searches leave out, as far as the sentences have them. */
const sayLittle =
  /^(?:a|about|above|again|against|all|and|are|below|between|but|did|for|from|has|have|here|how|in|is|it|more|no|none|not|of|once|only|over|s|so|than|that|the|them|there|they|this|to|too|under|until|was|what|when|who|will|had|an)$/;
const telling = (texts: string[]) => shares(texts).filter(([word]) => !sayLittle.test(word));

let books: SampleBook[];
beforeAll(async () => {
  books = await make(1);
});

describe('sample audiobooks', () => {
  it('are the same for the same seed, and others for another', async () => {
    expect(await make(1)).toEqual(books);
    const others = await make(2);
    expect(others.map(({ title }) => title)).not.toEqual(books.map(({ title }) => title));
  });

  it('have words as a catalogue has: few that are common, very many that are rare', () => {
    const words = telling(books.map(({ title }) => title));
    expect(words[0]?.[1]).toBeLessThan(0.03);
    expect(words.length).toBeGreaterThan(count / 2);
    const once = words.filter(([, share]) => share === 1 / count);
    expect(once.length / words.length).toBeGreaterThan(0.3);
  });

  it('have descriptions in which no word that tells something stands too often', () => {
    const words = telling(books.map(({ description }) => description));
    expect(words[0]?.[1]).toBeGreaterThan(0.05);
    expect(words[0]?.[1]).toBeLessThan(0.25);
  });
});
