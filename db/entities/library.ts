import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Audiobook } from './audiobook.ts';
import { realNumber } from './real-number.ts';
import { timestamps } from './timestamps.ts';
import { User } from './user.ts';

/** How it came there: by its user, by a purchase, by an upload of one's own. */
export const librarySources = ['added', 'purchased', 'uploaded'] as const;
export type LibrarySource = (typeof librarySources)[number];

export const LibraryItem = defineEntity({
  name: 'LibraryItem',
  tableName: 'library_items',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade').index(),
    collection: p.text().default('default'),
    source: p.string().$type<LibrarySource>().columnType('text').default('added'),
    addedAt: p.datetime(3).defaultRaw('now()'),
  },
});
export type LibraryItem = InferEntity<typeof LibraryItem>;

export const Favorite = defineEntity({
  name: 'Favorite',
  tableName: 'favorites',
  properties: {
    user: () => p.manyToOne(User).mapToPk().primary().deleteRule('cascade'),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().primary().deleteRule('cascade').index(),
    addedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A place in an audiobook, or, with an end, a clip. */
export const Bookmark = defineEntity({
  name: 'Bookmark',
  tableName: 'bookmarks',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(User).mapToPk().deleteRule('cascade').index(false),
    audiobook: () => p.manyToOne(Audiobook).mapToPk().deleteRule('cascade').index(),
    positionSeconds: realNumber(),
    endSeconds: realNumber().nullable(),
    note: p.text().default(''),
    /** What the transcript says there. */
    quote: p.text().nullable(),
    ...timestamps,
  },
});
export type Bookmark = InferEntity<typeof Bookmark>;
