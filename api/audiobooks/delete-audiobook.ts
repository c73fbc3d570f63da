import { lockAudiobook } from '../../db/repositories/catalogue/edit-audiobook.ts';
import { removeAudiobook } from '../../db/repositories/catalogue/remove-audiobook.ts';
import { refreshSearch } from '../../db/repositories/search/search-index.ts';
import { transact } from '../../db/transaction.ts';
import { route } from '../http/route.ts';
import { requireVersion } from '../http/entity-tag.ts';
import { isInStore, requireManager } from './policy.ts';
import { audiobookParams } from './schema.ts';

export const deleteAudiobook = route({
  operationId: 'deleteAudiobook',
  tag: 'Audiobooks',
  summary: 'Delete an audiobook, or withdraw it from sale',
  description:
    'What has been for sale is taken off the shelf, and those who bought it keep it; `POST /audiobooks/{id}/publish` ' +
    'puts it back. A draft or a private recording is deleted: its files are erased within minutes.',
  method: 'delete',
  path: '/audiobooks/{id}',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  params: audiobookParams,
  responses: { 204: { description: 'Gone' } },
  problems: ['forbidden', 'precondition_failed'],
  handler: async ({ params, user, em, deps, ctx }) => {
    const start = await transact(em, async (tx) => {
      const audiobook = requireManager(user, await lockAudiobook(tx, params.id));
      requireVersion(ctx, audiobook.version);
      if (!isInStore(audiobook)) return removeAudiobook(tx, audiobook);
      audiobook.withdrawnAt ??= new Date();
      await tx.flush();
      await refreshSearch(tx, [audiobook.id]);
      return null;
    });
    if (start) await deps.starter.tryStart(start);
    return { status: 204 };
  },
});
