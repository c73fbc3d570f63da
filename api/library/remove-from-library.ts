import { removeFromLibrary as remove } from '../../db/repositories/listening/library.ts';
import { route } from '../http/route.ts';
import { libraryParams } from './schema.ts';

export const removeFromLibrary = route({
  operationId: 'removeFromLibrary',
  tag: 'Listening',
  summary: 'Take an audiobook out of my library',
  description: 'What was bought stays mine: `GET /my-books` has it, and it can be put back.',
  method: 'delete',
  path: '/library/{audiobook_id}',
  auth: 'user',
  scope: 'library:write',
  params: libraryParams,
  responses: { 204: { description: 'It is not in the library' } },
  handler: async ({ params, user, em }) => {
    await remove(em, user.id, params.audiobook_id);
    return { status: 204 };
  },
});
