import { newId } from '../../db/new-id.ts';
import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { createDraft } from '../../db/repositories/catalogue/edit-audiobook.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { answerAudiobook } from './answer-audiobook.ts';
import { bookSchema } from './edit-schema.ts';
import { readBook } from './read-changes.ts';
import { audiobookSchema } from './schema.ts';
import { toProblem } from './to-problem.ts';

export const createAudiobook = route({
  operationId: 'createAudiobook',
  tag: 'Audiobooks',
  summary: 'Put an audiobook into the catalogue before its recording',
  description:
    "A draft that nobody else sees until its recording has been uploaded (`POST /audiobooks/{id}/uploads`) and ingested. An administrator's is for the store, another user's private.",
  method: 'post',
  path: '/audiobooks',
  auth: 'user',
  scope: 'audiobooks:write',
  limit: { name: 'draft', points: 300, perSeconds: 3600, by: 'user' },
  body: bookSchema,
  responses: { 201: { description: 'The draft', schema: audiobookSchema } },
  problems: ['conflict'],
  handler: async ({ body, user, em, deps }) => {
    const id = newId();
    const visibility = user.role === 'admin' ? 'store' : 'private';
    const book = readBook(body);
    const draft = { id, ownerId: user.id, visibility, title: book.title } as const;
    await transact(em, (tx) => createDraft(tx, draft, book)).catch((error: unknown) => {
      throw toProblem(error, 'body');
    });
    const { headers, body: made } = answerAudiobook(deps, await findCard(em, id));
    const location = `/api/v1/audiobooks/${id}`;
    return { status: 201, headers: { ...headers, Location: location }, body: made };
  },
});
