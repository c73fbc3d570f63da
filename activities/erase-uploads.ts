import { Audiobook } from '../db/entities/audiobook.ts';
import { Task } from '../db/entities/task.ts';
import { TranscriptUpload } from '../db/entities/transcript-upload.ts';
import { Transcript } from '../db/entities/transcript.ts';
import { User } from '../db/entities/user.ts';
import { closeTranscriptUpload } from '../db/repositories/transcribe/transcript-uploads.ts';
import { removeTranscriptRows } from '../db/repositories/transcribe/remove-transcript.ts';
import { transact } from '../db/transaction.ts';
import { extractPrompts } from '../domain/contracts/extract-prompts.ts';
import { ingestAudiobook } from '../domain/contracts/ingest-audiobook.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { eraseOne } from './erase-recording.ts';

export function createEraseUploads(deps: Pick<Deps, 'orm' | 'storage' | 'temporal'>) {
  const { orm, storage } = deps;

  /** Done again after a crash, it finds less to do. What went to the store stays: it was given to it. */
  return async function eraseUploads({ userId }: { userId: string }): Promise<void> {
    using pulse = startPulse({ phase: 'erasing' });
    const em = orm.em.fork();
    const user = await em.findOneOrFail(User, { id: userId });
    if (user.pictureKey) await storage.delete(user.pictureKey);
    user.pictureKey = null;
    await em.flush();
    const books = await em.find(Audiobook, { owner: userId, visibility: 'private' });
    for (const { id, transcription } of books) {
      const recording = {
        stops: ingestAudiobook.workflowId(id),
        folder: storageKeys.audiobookFolder(id),
        transcriptionId: transcription ?? null,
      };
      await orm.em.fork().nativeUpdate(Audiobook, { id }, { transcription: null });
      await eraseOne(deps, recording, pulse.signal);
      await orm.em.fork().nativeDelete(Audiobook, { id });
    }
    for (const { id } of await em.find(Task, { owner: userId }, { fields: ['id'] })) {
      const recording = {
        stops: extractPrompts.workflowId(id),
        folder: storageKeys.taskFolder(id),
        transcriptionId: id,
      };
      await eraseOne(deps, recording, pulse.signal);
      await orm.em.fork().nativeDelete(Task, { id });
    }
    for (const upload of await em.find(TranscriptUpload, { user: userId })) {
      if (!(await closeTranscriptUpload(em, upload.id))) continue;
      await storage.multipart.abort(upload);
      await storage.delete(upload.key);
    }
    const transcripts = await em.find(Transcript, { user: userId });
    for (const { id, workflowId: stops } of transcripts) {
      const recording = { stops, folder: storageKeys.transcriptFolder(id), transcriptionId: id };
      await eraseOne(deps, recording, pulse.signal);
      await transact(orm.em.fork(), (tx) => removeTranscriptRows(tx, id));
    }
  };
}
