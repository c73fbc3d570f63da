import type { ProgressWrite } from '../../domain/listening/progress-write.ts';
import { takeWrites, type TakenWrites } from '../../domain/listening/take-writes.ts';
import type { Em } from '../orm.config.ts';
import { transact } from '../transaction.ts';
import type { Progress } from './listening-progress.ts';
import { lockListening, readListening, storeListening } from './listening-state.ts';

export interface Listener {
  userId: string;
  audiobookId: string;
  /** At which they listen where no speed is known for the audiobook. */
  usualSpeed: number;
}

const hopefulTries = 2;

/**
 * Brings what is stored up to these writes, and the sessions and days of listening with it. It is read in one
 * statement, and written in another that holds only if nobody has written in between: the row of this user and
 * audiobook is locked for as long as that one statement takes, with the day's row of this user, and, when somebody
 * begins, the audiobook's own. Where devices of one user get in each other's way, they queue up for the row; nobody
 * waits for another user.
 *
 * @param writes at least one, in any order
 */
export async function saveProgress(
  em: Em,
  listener: Listener,
  writes: readonly ProgressWrite[],
): Promise<Progress> {
  for (let tries = 0; tries < hopefulTries; tries += 1) {
    const stored = await tryToSave(em, listener, writes);
    if (stored) return stored;
  }
  return transact(em, async (tx) => {
    await lockListening(tx, listener);
    const stored = await tryToSave(tx, listener, writes);
    if (stored) return stored;
    throw new Error('The progress was written in spite of its lock');
  });
}

/** @returns null where somebody else has written meanwhile */
async function tryToSave(
  em: Em,
  listener: Listener,
  writes: readonly ProgressWrite[],
): Promise<Progress | null> {
  const clocks = writes.map((write) => write.at);
  const span = { from: Math.min(...clocks), to: Math.max(...clocks) };
  const known = await readListening(em, listener, span);
  const taken = takeWrites(known, writes, listener.usualSpeed);
  const isStored = await storeListening(em, listener, taken, known.version);
  return isStored ? toProgress(listener.audiobookId, taken) : null;
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
