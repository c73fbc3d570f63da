import type { ListenedAudiobook } from '../../db/repositories/listening/audiobook-access.ts';
import { Problem } from '../http/problem.ts';

type Playable = ListenedAudiobook & { durationSeconds: number };

/**
 * Progress is for whoever may listen to all of it. The free sample of an audiobook that is for sale has none.
 *
 * @throws Problem `not_found`, `forbidden`, or `not_published` while there is no recording
 */
export function requireListenable(audiobook: ListenedAudiobook | null | undefined): Playable {
  if (!audiobook) throw new Problem('not_found');
  if (audiobook.access !== 'listen') {
    throw new Problem('forbidden', {
      detail: 'Buy the audiobook first; its sample has no progress.',
    });
  }
  const { durationSeconds } = audiobook;
  if (durationSeconds === null) {
    throw new Problem('not_published', { detail: 'There is no recording yet.' });
  }
  return { ...audiobook, durationSeconds };
}
