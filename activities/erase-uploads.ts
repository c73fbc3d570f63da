import { WorkflowNotFoundError } from '@temporalio/client';
import { Audiobook } from '../db/entities/audiobook.ts';
import { Transcription } from '../db/entities/transcription.ts';
import { User } from '../db/entities/user.ts';
import { transact } from '../db/transaction.ts';
import { ingestAudiobook } from '../domain/contracts/ingest-audiobook.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';

export function createEraseUploads({
  orm,
  storage,
  temporal,
}: Pick<Deps, 'orm' | 'storage' | 'temporal'>) {
  /** Done again after a crash, it finds less to do. What went to the store stays: it was given to it. */
  return async function eraseUploads({ userId }: { userId: string }): Promise<void> {
    using pulse = startPulse({ phase: 'erasing' });
    const em = orm.em.fork();
    const user = await em.findOneOrFail(User, { id: userId });
    if (user.pictureKey) await storage.delete(user.pictureKey);
    user.pictureKey = null;
    await em.flush();
    const books = await em.find(Audiobook, { owner: userId, visibility: 'private' });
    for (const book of books) {
      pulse.signal.throwIfAborted();
      await stopIngestion(book.id);
      await storage.deleteFolder(storageKeys.audiobookFolder(book.id));
      const { transcription } = book;
      if (transcription) await storage.deleteFolder(storageKeys.transcriptionFolder(transcription));
      await transact(orm.em.fork(), async (tx) => {
        await tx.nativeDelete(Audiobook, { id: book.id });
        if (transcription) await tx.nativeDelete(Transcription, { id: transcription });
      });
    }
  };

  async function stopIngestion(audiobookId: string): Promise<void> {
    const handle = temporal.workflow.getHandle(ingestAudiobook.workflowId(audiobookId));
    try {
      await handle.terminate('The account was deleted');
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
