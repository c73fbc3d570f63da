import { moveInLibrary as move } from '../../db/repositories/listening/library.ts';
import { route } from '../http/route.ts';
import { readEntry } from './read-entry.ts';
import { libraryItemSchema, libraryParams, moveSchema } from './schema.ts';

export const moveInLibrary = route({
  operationId: 'moveInLibrary',
  tag: 'Listening',
  summary: 'Move an audiobook into another collection of my library',
  method: 'put',
  path: '/library/{audiobook_id}',
  auth: 'user',
  scope: 'library:write',
  ownedBy: 'caller',
  params: libraryParams,
  body: moveSchema,
  responses: { 200: { description: 'It is in that collection', schema: libraryItemSchema } },
  handler: async ({ params, body, user, em, deps }) => {
    await move(em, user.id, params.audiobook_id, body.collection);
    const entry = await readEntry(em, user, params.audiobook_id, deps.config.http.publicUrl);
    return { status: 200, body: entry };
  },
});
