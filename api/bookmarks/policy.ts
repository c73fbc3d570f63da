import type { ListenedAudiobook } from '../../db/repositories/listening/audiobook-access.ts';
import { Problem } from '../http/problem.ts';

/** Those who may not listen any more keep their notes. */
export function requireKnown(audiobook: ListenedAudiobook | undefined): ListenedAudiobook {
  if (!audiobook) throw new Problem('not_found');
  return audiobook;
}

/** Bookmarks are for whoever may listen to all of it. */
export function requireListenable(audiobook: ListenedAudiobook | undefined): ListenedAudiobook {
  const known = requireKnown(audiobook);
  if (known.access === 'listen') return known;
  throw new Problem('forbidden', { detail: 'Buy the audiobook first.' });
}
