import { User } from '../../db/entities/user.ts';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { presentAdminUser } from './present.ts';
import { adminUserPageSchema, userListQuery } from './schema.ts';

export const listUsers = route({
  operationId: 'listUsers',
  tag: 'Admin',
  summary: 'Accounts, newest first',
  method: 'get',
  path: '/admin/users',
  auth: 'admin',
  scope: 'admin',
  query: userListQuery,
  responses: { 200: { description: 'One page', schema: adminUserPageSchema } },
  handler: async ({ query, em, deps, ctx }) => {
    const { page, page_size: limit, q, role } = query;
    const like = q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const [users, count] = await em.findAndCount(
      User,
      {
        deletedAt: null,
        ...(role === undefined ? {} : { role }),
        ...(like === null
          ? {}
          : { $or: [{ email: { $like: like } }, { username: { $like: like } }] }),
      },
      { orderBy: { id: 'desc' }, limit, offset: (page - 1) * limit },
    );
    const { publicUrl } = deps.config.http;
    const results = users.map((user) => presentAdminUser(user, publicUrl));
    return { status: 200, ...presentPage(ctx, publicUrl, query, { count, results }) };
  },
});
