import { grantWithoutOrder } from '../../db/repositories/store/entitlements.ts';
import { refreshSearch } from '../../db/repositories/search/search-index.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { changeAudiobook } from './change-audiobook.ts';
import { audiobookParams, audiobookSchema } from './schema.ts';

export const publishAudiobook = route({
  operationId: 'publishAudiobook',
  tag: 'Audiobooks',
  summary: "Put a user's private recording, or what was withdrawn, on the store's shelf",
  description:
    'Its ingestion must have ended. Whoever uploaded it keeps it in their library. Set a price first: it is sold for what it says.',
  method: 'post',
  path: '/audiobooks/{id}/publish',
  auth: 'admin',
  scope: 'admin',
  params: audiobookParams,
  responses: { 200: { description: 'As it is now', schema: audiobookSchema } },
  problems: ['conflict', 'precondition_failed'],
  handler: async (call) => {
    const answer = await changeAudiobook(call, call.params.id, async (tx, audiobook) => {
      if (audiobook.status !== 'published') {
        throw new Problem('conflict', { detail: `Its ingestion is at “${audiobook.status}”.` });
      }
      if (audiobook.visibility === 'private') {
        await grantWithoutOrder(tx, audiobook.owner, audiobook.id);
        audiobook.publishedAt = new Date();
      }
      audiobook.visibility = 'store';
      audiobook.withdrawnAt = null;
      await tx.flush();
      await refreshSearch(tx, [audiobook.id]);
    });
    return { status: 200, ...answer };
  },
});
