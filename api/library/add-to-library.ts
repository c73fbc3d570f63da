import { findAccess } from '../../db/repositories/listening/audiobook-access.ts';
import { putIntoLibrary } from '../../db/repositories/listening/library.ts';
import { route } from '../http/route.ts';
import { requireKnown } from './policy.ts';
import { readEntry } from './read-entry.ts';
import { additionSchema, libraryItemSchema, libraryParams } from './schema.ts';

export const addToLibrary = route({
  operationId: 'addToLibrary',
  tag: 'Listening',
  summary: 'Put an audiobook into my library',
  method: 'post',
  path: '/library/{audiobook_id}',
  auth: 'user',
  scope: 'library:write',
  params: libraryParams,
  body: additionSchema,
  responses: {
    200: {
      description: 'It was there; it is in the collection named, if one is',
      schema: libraryItemSchema,
    },
    201: { description: 'It is there now', schema: libraryItemSchema },
  },
  handler: async ({ params, body, user, em, deps }) => {
    const id = params.audiobook_id;
    requireKnown((await findAccess(em, user, [id])).get(id));
    const isNew = await putIntoLibrary(em, user.id, id, body?.collection);
    const entry = await readEntry(em, user, id, deps.config.http.publicUrl);
    return { status: isNew ? 201 : 200, body: entry };
  },
});
