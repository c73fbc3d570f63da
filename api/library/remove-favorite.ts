import { removeFavorite as remove } from '../../db/repositories/listening/favorites.ts';
import { route } from '../http/route.ts';
import { libraryParams } from './schema.ts';

export const removeFavorite = route({
  operationId: 'removeFavorite',
  tag: 'Listening',
  summary: 'Make an audiobook a favourite no longer',
  method: 'delete',
  path: '/library/favorites/{audiobook_id}',
  auth: 'user',
  scope: 'library:write',
  params: libraryParams,
  responses: { 204: { description: 'It is none' } },
  handler: async ({ params, user, em }) => {
    await remove(em, user.id, params.audiobook_id);
    return { status: 204 };
  },
});
