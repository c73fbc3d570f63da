import { defineEntity, p } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { Author } from './author.ts';
import { Genre } from './genre.ts';
import { Narrator } from './narrator.ts';
import { Tag } from './tag.ts';

/** Who and what an audiobook goes with; `position` keeps the order in which they were named. */

export const AudiobookAuthor = defineEntity({
  name: 'AudiobookAuthor',
  tableName: 'audiobook_authors',
  properties: {
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade'),
    author: () => p.manyToOne(Author).mapToPk().primary().deleteRule('restrict').index(),
    position: p.integer(),
  },
});

export const AudiobookNarrator = defineEntity({
  name: 'AudiobookNarrator',
  tableName: 'audiobook_narrators',
  properties: {
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade'),
    narrator: () => p.manyToOne(Narrator).mapToPk().primary().deleteRule('restrict').index(),
    position: p.integer(),
  },
});

export const AudiobookGenre = defineEntity({
  name: 'AudiobookGenre',
  tableName: 'audiobook_genres',
  properties: {
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade'),
    genre: () => p.manyToOne(Genre).mapToPk().primary().deleteRule('restrict').index(),
    position: p.integer(),
  },
});

export const AudiobookTag = defineEntity({
  name: 'AudiobookTag',
  tableName: 'audiobook_tags',
  properties: {
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade'),
    tag: () => p.manyToOne(Tag).mapToPk().primary().deleteRule('cascade').index(),
    position: p.integer(),
  },
});
