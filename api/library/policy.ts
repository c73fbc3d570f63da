import type { ListenedAudiobook } from '../../db/repositories/listening/audiobook-access.ts';
import { Problem } from '../http/problem.ts';

/** What one may know of, one may keep: what is for sale, what one has bought or uploaded. */
export function requireKnown(audiobook: ListenedAudiobook | undefined): ListenedAudiobook {
  if (!audiobook) throw new Problem('not_found');
  return audiobook;
}
