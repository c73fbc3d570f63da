import { z } from 'zod';
import { listFollowed } from '../../db/repositories/catalogue/author-follows.ts';
import { pageQuery, pageSchema, presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';

const followedSchema = z
  .object({ id: z.uuid(), name: z.string(), followed_at: z.iso.datetime() })
  .meta({ id: 'FollowedAuthor' });

export const listFollowedAuthors = route({
  operationId: 'listFollowedAuthors',
  tag: 'People and shelves',
  summary: 'Authors that I follow',
  method: 'get',
  path: '/users/me/followed-authors',
  auth: 'user',
  scope: 'library:read',
  query: z.strictObject(pageQuery),
  responses: {
    200: { description: 'One page', schema: pageSchema(followedSchema, 'FollowedAuthorPage') },
  },
  handler: async ({ query, user, em, deps, ctx }) => {
    const { page, page_size: limit } = query;
    const { count, authors } = await listFollowed(em, user.id, {
      limit,
      offset: (page - 1) * limit,
    });
    const results = authors.map(({ id, name, followed_at: followedAt }) => ({
      id,
      name,
      followed_at: followedAt.toISOString(),
    }));
    return {
      status: 200,
      ...presentPage(ctx, deps.config.http.publicUrl, query, { count, results }),
    };
  },
});
