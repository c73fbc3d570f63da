import { User } from '../../db/entities/user.ts';
import { route } from '../http/route.ts';
import { presentUser } from './present.ts';
import { userSchema } from './schema.ts';

export const getMe = route({
  operationId: 'getMe',
  tag: 'Users',
  summary: 'Who I am',
  method: 'get',
  path: '/users/me',
  auth: 'user',
  responses: { 200: { description: 'The account', schema: userSchema } },
  handler: async ({ user, em, deps }) => {
    const row = await em.findOneOrFail(User, { id: user.id });
    return { status: 200, body: presentUser(row, deps.config.http.publicUrl) };
  },
});
