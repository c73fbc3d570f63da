import { z } from 'zod';
import { librarySources } from '../../db/entities/library.ts';
import { audiobookSchema } from '../audiobooks/schema.ts';
import { cursorPageQuery, cursorPageSchema } from '../http/cursor-page.ts';
import { progressSchema } from '../progress/schema.ts';

export const libraryParams = z.object({ audiobook_id: z.uuid() });

const collectionName = z.string().trim().min(1).max(100);

export const libraryQuery = z.strictObject({
  ...cursorPageQuery,
  collection: collectionName.optional(),
  sort: z.enum(['newest', 'oldest', 'title', 'listened']).default('newest').meta({
    description: '`newest`, `oldest`: by when it was put there; `listened`: last listened to first',
  }),
});

export const libraryItemSchema = z
  .object({
    audiobook: audiobookSchema,
    collection: z.string(),
    source: z.enum(librarySources).meta({
      description:
        'What is bought and what is uploaded for oneself is there by itself; a refund takes it out again',
    }),
    added_at: z.iso.datetime(),
    is_favorite: z.boolean(),
    may_listen: z.boolean().meta({ description: 'false: only to the sample, until it is bought' }),
    progress: progressSchema.nullable().meta({ description: 'null where it was not begun' }),
  })
  .meta({ id: 'LibraryItem' });

export const libraryPageSchema = cursorPageSchema(libraryItemSchema, 'LibraryPage');

export const additionSchema = z
  .strictObject({
    collection: collectionName.optional().meta({ description: '`default` if left out' }),
  })
  .meta({ id: 'LibraryAddition' })
  .optional();

export const moveSchema = z
  .strictObject({ collection: collectionName })
  .meta({ id: 'LibraryMove' });

export const collectionsSchema = z
  .object({ collections: z.array(z.object({ name: z.string(), count: z.int() })) })
  .meta({ id: 'LibraryCollections' });

export const favoritesQuery = z.strictObject(cursorPageQuery);

const favoriteSchema = z
  .object({
    audiobook: audiobookSchema,
    added_at: z.iso.datetime(),
    progress: progressSchema.nullable(),
  })
  .meta({ id: 'Favorite' });

export const favoritePageSchema = cursorPageSchema(favoriteSchema, 'FavoritePage');
