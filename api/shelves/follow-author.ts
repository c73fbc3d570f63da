import { findShelf } from '../../db/repositories/catalogue/shelves.ts';
import { follow, unfollow } from '../../db/repositories/catalogue/author-follows.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { shelfParams } from './schema.ts';

export const followAuthor = route({
  operationId: 'followAuthor',
  tag: 'People and shelves',
  summary: 'Follow an author',
  description:
    'Their new audiobooks come first in `GET /audiobooks/recommended`. Followed twice is followed once.',
  method: 'put',
  path: '/authors/{id}/follow',
  auth: 'user',
  scope: 'library:write',
  params: shelfParams,
  responses: { 204: { description: 'Followed' } },
  handler: async ({ params, user, em }) => {
    if (!(await findShelf(em, 'authors', params.id))) throw new Problem('not_found');
    await follow(em, user.id, params.id);
    return { status: 204 };
  },
});

export const unfollowAuthor = route({
  operationId: 'unfollowAuthor',
  tag: 'People and shelves',
  summary: 'Follow an author no more',
  method: 'delete',
  path: '/authors/{id}/follow',
  auth: 'user',
  scope: 'library:write',
  params: shelfParams,
  responses: { 204: { description: 'Not followed' } },
  handler: async ({ params, user, em }) => {
    await unfollow(em, user.id, params.id);
    return { status: 204 };
  },
});
