import { findKnownTranscripts } from '../db/repositories/transcribe/old-audio.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';

/**
 * Removes audio that no transcript knows: an upload whose process died between the object and its row.
 *
 * @param before younger objects may belong to a request that is still under way
 * @returns how many objects were removed
 */
export async function removeOrphanedAudio(
  { orm, storage }: Pick<Deps, 'orm' | 'storage'>,
  before: Date,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  for await (const page of storage.list(storageKeys.transcriptFolders)) {
    const old = page
      .filter(({ modifiedAt }) => modifiedAt < before)
      .map(({ key }) => ({ key, id: /^transcripts\/([0-9a-f-]{36})\//.exec(key)?.[1] ?? '' }))
      .filter(({ id }) => id !== '');
    const known = await findKnownTranscripts(
      orm.em.fork(),
      old.map(({ id }) => id),
    );
    for (const { key, id } of old) {
      signal.throwIfAborted();
      if (known.has(id)) continue;
      await storage.delete(key);
      removed += 1;
    }
  }
  return removed;
}
