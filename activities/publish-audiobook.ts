import { Audiobook } from '../db/entities/audiobook.ts';
import { Transcription } from '../db/entities/transcription.ts';
import { finishIngestion } from '../db/repositories/ingestion/ingestions.ts';
import { refreshSearch } from '../db/repositories/search/search-index.ts';
import { transact } from '../db/transaction.ts';
import type { Deps } from '../platform/deps.ts';

export function createPublishAudiobook({ orm }: Pick<Deps, 'orm'>) {
  /** Puts it on the shelf: the store's for an administrator's upload, its owner's otherwise. */
  return async function publishAudiobook({ audiobookId }: { audiobookId: string }): Promise<void> {
    await transact(orm.em.fork(), async (tx) => {
      const audiobook = await tx.findOneOrFail(Audiobook, { id: audiobookId });
      const { transcription: id } = audiobook;
      const transcription = id ? await tx.findOne(Transcription, { id }) : null;
      // What was decoded is the length; a container's word for it may be an estimate.
      audiobook.durationSeconds = transcription?.audioSeconds ?? audiobook.durationSeconds ?? null;
      audiobook.publishedAt ??= new Date();
      await finishIngestion(tx, audiobookId, { status: 'published' });
      await tx.flush();
      await refreshSearch(tx, [audiobookId]);
    });
  };
}
