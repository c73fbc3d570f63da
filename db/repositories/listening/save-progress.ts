import type { ProgressWrite } from '../../../domain/listening/progress-write.ts';
import type { Viewer } from '../../../domain/listening/access.ts';
import { batched } from '../../batched.ts';
import type { Em } from '../../orm.config.ts';
import { transact } from '../../transaction.ts';
import type { ListenedAudiobook } from './audiobook-access.ts';
import type { Progress } from './listening-progress.ts';
import type { ClockSpan } from './read-listening.ts';
import { saveTogether } from './save-together.ts';
import { lockListening } from './store-listening.ts';

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

/**
 * Brings what is stored up to some writes, and the sessions and days of listening with it. It answers when that is
 * committed, and throws what `decide` throws.
 */
export type SaveProgress = (saving: Saving) => Promise<Saved>;

const hopefulTries = 2;
/** Far more than a statement and a commit take. */
const patienceMs = 200;

/**
 * What is asked for at about the same time is saved together: read in one statement, and written in another that holds
 * for each only if nobody has written to it in between. The row of a user and audiobook is locked for as long as that
 * one statement takes. Where processes get in each other's way, they queue up for the row. Nobody waits for long for
 * another user: if a row of one is held, all are saved by themselves.
 */
export function createSaveProgress(
  newEm: () => Em,
  onFailure: (error: unknown) => void,
): SaveProgress {
  const tryToSave = batched<Saving, Saved | null>({
    run: (savings) => saveTogether(newEm(), savings, patienceMs),
    runAlone: (saving) => saveLocked(newEm(), saving),
    onFailure,
    maxItems: 25,
    maxUnderWay: 2,
  });

  return async (saving) => {
    for (let tries = 0; tries < hopefulTries; tries += 1) {
      const saved = await tryToSave(saving);
      if (saved) return saved;
    }
    return saveLocked(newEm(), saving);
  };
}

function saveLocked(em: Em, saving: Saving): Promise<Saved> {
  const key = { userId: saving.viewer.id, audiobookId: saving.audiobookId };
  return transact(em, async (tx) => {
    // Where nobody had begun, there was nothing to lock, and somebody else may have begun meanwhile.
    for (let tries = 0; tries < 2; tries += 1) {
      await lockListening(tx, key);
      const [saved] = await saveTogether(tx, [saving], null);
      if (saved instanceof Error) throw saved;
      if (saved) return saved;
    }
    throw new Error('The progress was written in spite of its lock');
  });
}
