import { defineEntity, p } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { realNumber } from './real-number.ts';
import { Transcription } from './transcription.ts';

/** What of an audiobook is searched; `refresh_audiobook_search()` of m0007 makes it. */
export const AudiobookSearch = defineEntity({
  name: 'AudiobookSearch',
  tableName: 'audiobook_search',
  properties: {
    audiobook: () => p.oneToOne(Audiobook).mapToPk().owner().primary().deleteRule('cascade'),
    title: p.text(),
    document: p.string().columnType('tsvector'),
    popularity: p.float().columnType('real').default(0),
  },
});

/** What of an audiobook is suggested; made and kept with what is searched. */
export const AudiobookTitle = defineEntity({
  name: 'AudiobookTitle',
  tableName: 'audiobook_titles',
  properties: {
    audiobook: () => p.oneToOne(Audiobook).mapToPk().owner().primary().deleteRule('cascade'),
    title: p.text(),
    popularity: p.float().columnType('real').default(0),
  },
});

/** Every word of the catalogue, to find the one that was meant. */
export const SearchWord = defineEntity({
  name: 'SearchWord',
  tableName: 'search_words',
  properties: {
    word: p.text().primary(),
    uses: p.integer().default(1),
  },
});

/** Some 30 seconds of a transcript. */
export const TranscriptPassage = defineEntity({
  name: 'TranscriptPassage',
  tableName: 'transcript_passages',
  properties: {
    transcription: () => p.manyToOne(Transcription).mapToPk().primary().deleteRule('cascade'),
    number: p.integer().primary(),
    startSeconds: realNumber(),
    endSeconds: realNumber(),
    text: p.text(),
    document: p.string().columnType('tsvector'),
  },
});
