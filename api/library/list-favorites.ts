import { listFavorites as list } from '../../db/repositories/listening/favorites.ts';
import { presentAudiobook } from '../audiobooks/present.ts';
import { presentCursorPage, readPlace, timestampKey } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { withShown } from './present.ts';
import { favoritePageSchema, favoritesQuery } from './schema.ts';

export const listFavorites = route({
  operationId: 'listFavorites',
  tag: 'Listening',
  summary: 'My favourites',
  method: 'get',
  path: '/library/favorites',
  auth: 'user',
  scope: 'library:read',
  query: favoritesQuery,
  responses: { 200: { description: 'Newest first', schema: favoritePageSchema } },
  handler: async ({ query, user, em, deps, ctx }) => {
    const place = readPlace(query, 'favorites', timestampKey);
    const { count, rows } = await list(em, user, place);
    const { publicUrl } = deps.config.http;
    const page = presentCursorPage(ctx, publicUrl, place, {
      count,
      rows: await withShown(em, user, rows),
      keyOf: ({ addedAt, audiobookId }) => ({ value: addedAt.getTime(), id: audiobookId }),
      present: ({ card, addedAt, progress }) => ({
        audiobook: presentAudiobook(card, publicUrl),
        added_at: addedAt.toISOString(),
        progress,
      }),
    });
    return { status: 200, ...page };
  },
});
