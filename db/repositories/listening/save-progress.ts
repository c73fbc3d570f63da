import type { Viewer } from '../../../domain/listening/access.ts';
import type { ProgressWrite } from '../../../domain/listening/progress-write.ts';
import { takeWrites, type TakenWrites } from '../../../domain/listening/take-writes.ts';
import type { Em } from '../../orm.config.ts';
import { transact } from '../../transaction.ts';
import type { ListenedAudiobook } from './audiobook-access.ts';
import type { Progress } from './listening-progress.ts';
import { lockListening, readListening, storeListening, type ClockSpan } from './listening-state.ts';

export interface Saving {
  viewer: Viewer;
  audiobookId: string;
  /** Of the writes. */
  span: ClockSpan;
  /** The writes, at least one, in any order. Whether the viewer may, and whether they fit, is said here: it may throw. */
  decide(audiobook: ListenedAudiobook | null): readonly ProgressWrite[];
}

export interface Saved {
  audiobook: ListenedAudiobook;
  progress: Progress;
  writes: readonly ProgressWrite[];
}

const hopefulTries = 2;

/**
 * Brings what is stored up to some writes, and the sessions and days of listening with it. It is read in one
 * statement, and written in another that holds only if nobody has written in between: the row of this user and
 * audiobook is locked for as long as that one statement takes, with the day's row of this user, and, when somebody
 * begins, the audiobook's own. Where devices of one user get in each other's way, they queue up for the row; nobody
 * waits for another user.
 */
export async function saveProgress(em: Em, saving: Saving): Promise<Saved> {
  for (let tries = 0; tries < hopefulTries; tries += 1) {
    const saved = await tryToSave(em, saving);
    if (saved) return saved;
  }
  return transact(em, async (tx) => {
    await lockListening(tx, saving.viewer.id, saving.audiobookId);
    const saved = await tryToSave(tx, saving);
    if (saved) return saved;
    throw new Error('The progress was written in spite of its lock');
  });
}

/** @returns null where somebody else has written meanwhile */
async function tryToSave(
  em: Em,
  { viewer, audiobookId, span, decide }: Saving,
): Promise<Saved | null> {
  const { audiobook, version, ...known } = await readListening(em, viewer, audiobookId, span);
  const writes = decide(audiobook);
  if (!audiobook) throw new Error('Nobody listens to what is not there');
  const taken = takeWrites(known, writes, audiobook.usualSpeed);
  const isStored = await storeListening(em, viewer.id, audiobookId, taken, version);
  return isStored ? { audiobook, writes, progress: toProgress(audiobookId, taken) } : null;
}

function toProgress(audiobookId: string, { state, startedAt }: TakenWrites): Progress {
  const { position, playbackSpeed, isCompleted } = state;
  return {
    audiobookId,
    positionSeconds: position.value,
    clientUpdatedAt: new Date(position.at),
    playbackSpeed: playbackSpeed?.value ?? null,
    isCompleted: isCompleted?.value ?? false,
    completedAt: isCompleted?.value === true ? new Date(isCompleted.at) : null,
    startedAt: new Date(startedAt),
  };
}
