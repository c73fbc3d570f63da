import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { findBookmark, updateBookmark } from '../../db/repositories/listening/bookmarks.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireListenable } from './policy.ts';
import { presentBookmark } from './present.ts';
import { readBookmarkPlace } from './read-place.ts';
import { bookmarkInputSchema, bookmarkParams, bookmarkSchema } from './schema.ts';

export const replaceBookmark = route({
  operationId: 'replaceBookmark',
  tag: 'Listening',
  summary: 'Change a bookmark of mine',
  method: 'put',
  path: '/bookmarks/{id}',
  auth: 'user',
  scope: 'library:write',
  ownedBy: 'caller',
  params: bookmarkParams,
  body: bookmarkInputSchema,
  responses: { 200: { description: 'It is changed', schema: bookmarkSchema } },
  problems: ['forbidden', 'not_published'],
  handler: async ({ params, body, user, em, deps }) => {
    const known = await findBookmark(em, user.id, params.id);
    if (!known) throw new Problem('not_found');
    const { audiobookId } = known;
    const audiobook = requireListenable(
      (await findAccess(em, user, [audiobookId])).get(audiobookId),
    );
    const place = await readBookmarkPlace(deps, audiobook, body);
    const bookmark = await updateBookmark(em, known.id, place);
    if (!bookmark) throw new Problem('not_found');
    return { status: 200, body: presentBookmark(bookmark, true) };
  },
});
