import type { ToneBookFormat } from '../tone/tone-book.ts';
import type { CoverPalette } from './draw-cover.ts';

/** A sample audiobook as it stands in the store. Its text is `books/<slug>.txt`, chapters headed by `# `. */
export interface SampleBook {
  slug: string;
  title: string;
  author: string;
  narrator: string;
  genre: string;
  /** ISO 639-1. */
  language: string;
  description: string;
  publisher: string;
  /** ISO 8601 date. */
  releaseDate: string;
  priceMinor: number;
  currency: string;
  format: ToneBookFormat;
  sampleRateHz: number;
  /** Decides the pauses and the cover. */
  seed: number;
  cover: CoverPalette;
}

/** Original texts, written for this project. */
export const sampleBooks: readonly SampleBook[] = [
  {
    slug: 'the-salt-almanac',
    title: 'The Salt Almanac',
    author: 'Leonie Ashdown',
    narrator: 'Rowan Tamsin Hale',
    genre: 'Literary Fiction',
    language: 'en',
    description:
      'For forty-one years a harbour surveyor weighed the salt of one estuary, every morning, at low water. ' +
      'His daughter comes to clear the house, and finds fifty bottles in the porch and eleven blank lines in a ledger.',
    publisher: 'Lector Samples',
    releaseDate: '2026-05-29',
    priceMinor: 1299,
    currency: 'USD',
    format: 'm4b',
    sampleRateHz: 22_050,
    seed: 41,
    cover: {
      skyTop: [38, 70, 83],
      skyBottom: [233, 196, 140],
      light: [255, 236, 200],
      layers: [
        [120, 144, 132],
        [86, 122, 115],
        [52, 93, 94],
        [27, 58, 66],
      ],
    },
  },
  {
    slug: 'blatimen',
    title: 'Blåtimen i Ærøskøbing – 木漏れ日',
    author: 'Åse Nørgård Hayashi',
    narrator: 'Søren Tōyama',
    genre: 'Short Stories',
    language: 'en',
    description:
      'A watchmaker on a Danish island keeps sixty-one clocks that never agree. ' +
      'Then a girl from the ferry brings him one more, with only one hand and a label that has run.',
    publisher: 'Lector Samples',
    releaseDate: '2026-12-01',
    priceMinor: 399,
    currency: 'USD',
    format: 'mp3',
    sampleRateHz: 44_100,
    seed: 61,
    cover: {
      skyTop: [14, 24, 64],
      skyBottom: [96, 122, 184],
      light: [255, 221, 150],
      layers: [
        [70, 92, 150],
        [46, 66, 120],
        [28, 44, 90],
        [14, 24, 56],
      ],
    },
  },
  {
    slug: 'la-derniere-abeille',
    title: 'La Dernière Abeille',
    author: 'Élodie Marchandeau',
    narrator: 'Agnès Vidal',
    genre: 'Short Stories',
    language: 'en',
    description:
      'Eleven blue hives, a radio that plays only cellos, and a retirement that leaves one hive behind.',
    publisher: 'Lector Samples',
    releaseDate: '2026-10-01',
    priceMinor: 199,
    currency: 'USD',
    format: 'ogg',
    sampleRateHz: 44_100,
    seed: 11,
    cover: {
      skyTop: [246, 189, 96],
      skyBottom: [250, 237, 205],
      light: [255, 255, 240],
      layers: [
        [204, 213, 174],
        [163, 177, 138],
        [110, 138, 96],
        [58, 90, 64],
      ],
    },
  },
];
