import { z } from 'zod';
import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { listBookmarks as list } from '../../db/repositories/listening/bookmarks.ts';
import { presentCursorPage, readPlace } from '../http/cursor-page.ts';
import { route } from '../http/route.ts';
import { requireKnown } from './policy.ts';
import { presentBookmark } from './present.ts';
import { bookmarkPageSchema, bookmarkParams, bookmarksQuery } from './schema.ts';

export const listBookmarks = route({
  operationId: 'listBookmarks',
  tag: 'Listening',
  summary: 'My bookmarks and clips in an audiobook',
  method: 'get',
  path: '/audiobooks/{id}/bookmarks',
  auth: 'user',
  scope: 'library:read',
  params: bookmarkParams,
  query: bookmarksQuery,
  responses: { 200: { description: 'In the order of the recording', schema: bookmarkPageSchema } },
  handler: async ({ params, query, user, em, deps, ctx }) => {
    const { access } = requireKnown((await findAccess(em, user, [params.id])).get(params.id));
    const place = readPlace(query, 'bookmarks', z.number());
    const { count, rows } = await list(em, user.id, params.id, place);
    const page = presentCursorPage(ctx, deps.config.http.publicUrl, place, {
      count,
      rows,
      keyOf: ({ positionSeconds, id }) => ({ value: positionSeconds, id }),
      present: (bookmark) => presentBookmark(bookmark, access === 'listen'),
    });
    return { status: 200, ...page };
  },
});
