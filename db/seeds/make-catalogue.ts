import type { Draw } from './draw.ts';
import { makeDescription, makeTitle } from './make-text.ts';
import type { Vocabulary } from './vocabulary.ts';
import { genres, languages, publishers } from './words.ts';

export interface Named {
  id: string;
  name: string;
}

export interface SampleCatalogue {
  authors: Named[];
  narrators: Named[];
  genres: Named[];
  series: Named[];
  tags: Named[];
}

/** Long ago enough that nothing is newer than what people add. */
const epoch = new Date('2025-01-01T00:00:00Z');

export function makeShelves(draw: Draw, words: Vocabulary, books: number): SampleCatalogue {
  const named = (names: string[]): Named[] => names.map((name) => ({ id: draw.id(epoch), name }));
  const person = () => `${draw.frequent(words.firstNames)} ${draw.frequent(words.lastNames)}`;
  const share = (of: number) => Math.max(3, Math.round(books / of));
  return {
    authors: named(draw.several(Math.min(share(12), 15_000), person)),
    narrators: named(draw.several(Math.min(share(50), 8000), person)),
    genres: named(genres),
    series: named(
      draw.several(
        share(20),
        () =>
          `${draw.frequent(words.adjectives)} ${draw.frequent(words.nouns)} ${draw.one(cycles)}`,
      ),
    ),
    tags: named(
      draw.several(Math.min(share(10), 500), () => draw.frequent(words.nouns).toLowerCase()),
    ),
  };
}

const cycles = ['Chronicles', 'Cycle', 'Trilogy', 'Mysteries', 'Saga', 'Letters', 'Quartet'];

export interface SampleBook {
  id: string;
  title: string;
  description: string;
  language: string;
  publisher: string;
  publishedAt: Date;
  releaseDate: string;
  priceMinor: number;
  durationSeconds: number;
  seriesId: string | null;
  seriesPosition: number | null;
}

export function makeBook(draw: Draw, words: Vocabulary, { series }: SampleCatalogue): SampleBook {
  const publishedAt = new Date(
    epoch.getTime() + draw.whole(0, 650) * 86_400_000 + draw.whole(0, 86_399) * 1000,
  );
  const released = new Date(publishedAt.getTime() - draw.popular(9000) * 86_400_000);
  const inSeries = draw.number() < 0.3;
  return {
    id: draw.id(publishedAt),
    title: makeTitle(draw, words),
    description: makeDescription(draw, words),
    language: draw.one(languages),
    publisher: draw.one(publishers),
    publishedAt,
    releaseDate: released.toISOString().slice(0, 10),
    priceMinor: draw.whole(3, 35) * 100 + 99,
    durationSeconds: draw.whole(40, 900) * 60 + draw.whole(0, 59),
    seriesId: inSeries ? draw.one(series).id : null,
    seriesPosition: inSeries ? draw.whole(1, 9) : null,
  };
}
