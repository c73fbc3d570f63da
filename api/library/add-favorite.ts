import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { addFavorite as add } from '../../db/repositories/listening/favorites.ts';
import { route } from '../http/route.ts';
import { requireKnown } from './policy.ts';
import { libraryParams } from './schema.ts';

export const addFavorite = route({
  operationId: 'addFavorite',
  tag: 'Listening',
  summary: 'Make an audiobook a favourite',
  method: 'put',
  path: '/library/favorites/{audiobook_id}',
  auth: 'user',
  scope: 'library:write',
  params: libraryParams,
  responses: { 204: { description: 'It is one' } },
  handler: async ({ params, user, em }) => {
    const id = params.audiobook_id;
    requireKnown((await findAccess(em, user, [id])).get(id));
    await add(em, user.id, id);
    return { status: 204 };
  },
});
