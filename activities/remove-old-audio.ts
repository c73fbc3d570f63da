import { findOldAudio, markAudioRemoved } from '../db/repositories/transcribe/old-audio.ts';
import {
  closeTranscriptUpload,
  findOldTranscriptUploads,
} from '../db/repositories/transcribe/transcript-uploads.ts';
import { forgetOldQuotas } from '../db/repositories/transcribe/transcribe-quota.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { removeOrphanedAudio } from './orphaned-audio.ts';

const batchSize = 500;
/** An upload in parts that was not completed by then. */
const givenUpMs = 24 * 3_600_000;
/** No request takes so long between storing its audio and writing its row. */
const orphanMs = 6 * 3_600_000;

export function createRemoveOldAudio({
  orm,
  storage,
  config,
}: Pick<Deps, 'orm' | 'storage' | 'config'>) {
  /** Removes the audio of what has ended and was kept long enough, and what belongs to nothing; transcripts stay. */
  return async function removeOldAudio(): Promise<{ removed: number }> {
    using pulse = startPulse({ phase: 'erasing' });
    const em = orm.em.fork();
    await forgetOldQuotas(em);
    const before = new Date(Date.now() - config.transcribe.audioRetentionMs);
    let removed = 0;
    for (;;) {
      const batch = await findOldAudio(em, before, batchSize);
      for (const { id, source_key: key } of batch) {
        pulse.signal.throwIfAborted();
        await storage.delete(key);
        await markAudioRemoved(em, id);
      }
      removed += batch.length;
      if (batch.length < batchSize) break;
    }
    const givenUp = new Date(Date.now() - givenUpMs);
    for (const upload of await findOldTranscriptUploads(orm.em.fork(), givenUp)) {
      pulse.signal.throwIfAborted();
      // Completed in the meantime, its object is the transcript's.
      if (!(await closeTranscriptUpload(em, upload.id))) continue;
      await storage.multipart.abort(upload);
      await storage.delete(upload.key);
    }
    const orphans = new Date(Date.now() - orphanMs);
    removed += await removeOrphanedAudio({ orm, storage }, orphans, pulse.signal);
    return { removed };
  };
}
