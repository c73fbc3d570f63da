import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { insertBookmark } from '../../db/repositories/listening/bookmarks.ts';
import { route } from '../http/route.ts';
import { requireListenable } from './policy.ts';
import { presentBookmark } from './present.ts';
import { readBookmarkPlace } from './read-place.ts';
import { bookmarkInputSchema, bookmarkParams, bookmarkSchema } from './schema.ts';

export const createBookmark = route({
  operationId: 'createBookmark',
  tag: 'Listening',
  summary: 'Mark a place in an audiobook, or a clip of it',
  method: 'post',
  path: '/audiobooks/{id}/bookmarks',
  auth: 'user',
  scope: 'library:write',
  params: bookmarkParams,
  body: bookmarkInputSchema,
  responses: { 201: { description: 'It is marked', schema: bookmarkSchema } },
  problems: ['forbidden', 'not_published'],
  handler: async ({ params, body, user, em, deps }) => {
    const { id } = params;
    const audiobook = requireListenable((await findAccess(em, user, [id])).get(id));
    const place = await readBookmarkPlace(deps, audiobook, body);
    const bookmark = await insertBookmark(em, user.id, id, place);
    return { status: 201, body: presentBookmark(bookmark, true) };
  },
});
