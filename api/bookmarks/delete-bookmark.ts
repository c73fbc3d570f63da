import { deleteBookmark as remove } from '../../db/repositories/listening/bookmarks.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { bookmarkParams } from './schema.ts';

export const deleteBookmark = route({
  operationId: 'deleteBookmark',
  tag: 'Listening',
  summary: 'Delete a bookmark of mine',
  method: 'delete',
  path: '/bookmarks/{id}',
  auth: 'user',
  scope: 'library:write',
  ownedBy: 'caller',
  params: bookmarkParams,
  responses: { 204: { description: 'It is gone' } },
  handler: async ({ params, user, em }) => {
    if (!(await remove(em, user.id, params.id))) throw new Problem('not_found');
    return { status: 204 };
  },
});
