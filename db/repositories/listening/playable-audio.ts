import type { AudioFormat } from '../../../domain/audio-format.ts';
import type { UserRole } from '../../entities/user.ts';
import type { Em } from '../../orm.config.ts';
import { holdsEntitlement } from '../store/entitlements.ts';

/** What of an audiobook somebody may hear. */
export interface PlayableAudio {
  title: string;
  /** null to whoever may hear the sample only, and before there is a recording. */
  recording: { key: string; format: AudioFormat } | null;
  sampleKey: string | null;
}

/**
 * The recording is for its owner while it is private, for whoever bought it (off the shelf or not), and for
 * administrators; the sample of what is in the store, for sale still or not, is for everybody.
 *
 * @param user null for somebody who is not signed in
 * @returns null where to this user there is no such audiobook
 */
export async function findPlayableAudio(
  em: Em,
  user: { id: string; role: UserRole } | null,
  audiobookId: string,
): Promise<PlayableAudio | null> {
  const book = await em
    .getKysely()
    .selectFrom('audiobooks')
    .select(['title', 'owner_id', 'visibility', 'status'])
    .select(['source_key', 'source_format', 'sample_key'])
    .where('id', '=', audiobookId)
    .executeTakeFirst();
  if (!book) return null;
  const isManager =
    user?.role === 'admin' || (book.visibility === 'private' && book.owner_id === user?.id);
  const mayListen = isManager || (user && (await holdsEntitlement(em, user.id, audiobookId)));
  const isInStore = book.visibility === 'store' && book.status === 'published';
  if (!mayListen && !isInStore) return null;
  const { title, source_key: key, source_format: format, sample_key: sampleKey } = book;
  return { title, sampleKey, recording: mayListen && key && format ? { key, format } : null };
}
