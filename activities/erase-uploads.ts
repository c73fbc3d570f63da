import { Audiobook } from '../db/entities/audiobook.ts';
import { Task } from '../db/entities/task.ts';
import { Transcription } from '../db/entities/transcription.ts';
import { TranscriptUpload } from '../db/entities/transcript-upload.ts';
import { Transcript } from '../db/entities/transcript.ts';
import { User } from '../db/entities/user.ts';
import { closeTranscriptUpload } from '../db/repositories/transcript-uploads.ts';
import { removeTranscriptRows } from '../db/repositories/remove-transcript.ts';
import { transact } from '../db/transaction.ts';
import { ingestAudiobook } from '../domain/contracts/ingest-audiobook.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { eraseTaskRecording } from './tasks/erase-task-recording.ts';
import { terminateIfRunning } from './terminate-if-running.ts';

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
      const workflowId = ingestAudiobook.workflowId(book.id);
      await terminateIfRunning(temporal, workflowId, 'The account was deleted');
      await storage.deleteFolder(storageKeys.audiobookFolder(book.id));
      const { transcription } = book;
      if (transcription) await storage.deleteFolder(storageKeys.transcriptionFolder(transcription));
      await transact(orm.em.fork(), async (tx) => {
        await tx.nativeDelete(Audiobook, { id: book.id });
        if (transcription) await tx.nativeDelete(Transcription, { id: transcription });
      });
    }
    for (const { id } of await em.find(Task, { owner: userId }, { fields: ['id'] })) {
      pulse.signal.throwIfAborted();
      await eraseTaskRecording({ orm, storage, temporal }, id, pulse.signal);
      await orm.em.fork().nativeDelete(Task, { id });
    }
    for (const upload of await em.find(TranscriptUpload, { user: userId })) {
      if (!(await closeTranscriptUpload(em, upload.id))) continue;
      await storage.multipart.abort(upload);
      await storage.delete(upload.key);
    }
    const transcripts = await em.find(Transcript, { user: userId });
    for (const { id, workflowId } of transcripts) {
      pulse.signal.throwIfAborted();
      await terminateIfRunning(temporal, workflowId, 'The account was deleted');
      await storage.deleteFolder(storageKeys.transcriptFolder(id));
      await storage.deleteFolder(storageKeys.transcriptionFolder(id));
      await transact(orm.em.fork(), (tx) => removeTranscriptRows(tx, id));
    }
  };
}
