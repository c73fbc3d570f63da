import { editAudiobook } from '../../db/repositories/catalogue/edit-audiobook.ts';
import { route } from '../http/route.ts';
import { changeAudiobook } from './change-audiobook.ts';
import { bookPatchSchema, bookSchema } from './edit-schema.ts';
import { readBook, readChanges } from './read-changes.ts';
import { audiobookParams, audiobookSchema } from './schema.ts';

export const replaceAudiobook = route({
  operationId: 'replaceAudiobook',
  tag: 'Audiobooks',
  summary: 'Write all that is known of an audiobook anew',
  description:
    'What is left out is emptied. `If-Match` with the `ETag` guards against changes of others.',
  method: 'put',
  path: '/audiobooks/{id}',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  params: audiobookParams,
  body: bookSchema,
  responses: { 200: { description: 'As it is now', schema: audiobookSchema } },
  problems: ['forbidden', 'conflict', 'precondition_failed'],
  handler: async (call) => {
    const book = readBook(call.body);
    const answer = await changeAudiobook(call, call.params.id, (tx, audiobook) =>
      editAudiobook(tx, audiobook, book),
    );
    return { status: 200, ...answer };
  },
});

export const updateAudiobook = route({
  operationId: 'updateAudiobook',
  tag: 'Audiobooks',
  summary: 'Change some of what is known of an audiobook',
  description: 'What is left out stays as it is; null empties. `If-Match` as with PUT.',
  method: 'patch',
  path: '/audiobooks/{id}',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  params: audiobookParams,
  body: bookPatchSchema,
  responses: { 200: { description: 'As it is now', schema: audiobookSchema } },
  problems: ['forbidden', 'conflict', 'precondition_failed'],
  handler: async (call) => {
    const changes = readChanges(call.body);
    const answer = await changeAudiobook(call, call.params.id, (tx, audiobook) =>
      editAudiobook(tx, audiobook, changes),
    );
    return { status: 200, ...answer };
  },
});
