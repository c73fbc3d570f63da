import type { ProgressWrite } from '../../../domain/listening/progress-write.ts';
import { takeWrites, type TakenWrites } from '../../../domain/listening/take-writes.ts';
import type { Em } from '../../orm.config.ts';
import { toAudiobook, type ListenedAudiobook } from './audiobook-access.ts';
import type { Progress } from './listening-progress.ts';
import { readListening, type StoredListening } from './read-listening.ts';
import type { Saved, Saving } from './save-progress.ts';
import { storeListening, type ListeningChange } from './store-listening.ts';

type Outcome = Saved | Error | null;

interface Accepted {
  saving: Saving;
  audiobook: ListenedAudiobook;
  writes: readonly ProgressWrite[];
}

type Change = ListeningChange & { accepted: Accepted[] };

/**
 * Reads for all, then writes for all. Those of one listener and audiobook are taken together, as one bundle of writes.
 *
 * @param patienceMs as of `storeListening`
 * @returns for each, in their order: what is saved, the error of its `decide`, or null where somebody else has written
 * meanwhile
 */
export async function saveTogether(
  em: Em,
  savings: readonly Saving[],
  patienceMs: number | null,
): Promise<Outcome[]> {
  const outcomes = new Map<Saving, Outcome>();
  const bundles = [...Map.groupBy(savings, keyOf).values()];
  const found = await readListening(em, bundles.map(toAsked));
  const changes = bundles.flatMap(
    (bundle, index) => decideAll(bundle, found[index] ?? null, outcomes) ?? [],
  );
  const stored = changes.length > 0 ? await storeListening(em, changes, patienceMs) : [];
  for (const [index, { accepted, audiobookId, taken }] of changes.entries()) {
    for (const { saving, ...saved } of accepted) {
      const progress = toProgress(audiobookId, taken);
      outcomes.set(saving, stored[index] === true ? { ...saved, progress } : null);
    }
  }
  return savings.map((saving) => outcomes.get(saving) ?? null);
}

/** An id may be written with capitals. */
function keyOf({ viewer, audiobookId }: Saving): string {
  return `${viewer.id} ${audiobookId.toLowerCase()}`;
}

function toAsked(bundle: Saving[]) {
  const [first] = bundle;
  if (!first) throw new Error('Somebody asked for it');
  return {
    userId: first.viewer.id,
    audiobookId: first.audiobookId,
    span: {
      from: Math.min(...bundle.map(({ span }) => span.from)),
      to: Math.max(...bundle.map(({ span }) => span.to)),
    },
  };
}

/** @returns null where none of them is to be written */
function decideAll(
  bundle: Saving[],
  listening: StoredListening | null,
  outcomes: Map<Saving, Outcome>,
): Change | null {
  const accepted = bundle.flatMap((saving): Accepted[] => {
    try {
      const audiobook = listening && toAudiobook(saving.viewer, listening.access);
      const writes = saving.decide(audiobook);
      if (!audiobook) throw new Error('Nobody listens to what is not there');
      return [{ saving, audiobook, writes }];
    } catch (error) {
      outcomes.set(saving, error instanceof Error ? error : new Error('Refused', { cause: error }));
      return [];
    }
  });
  const [first] = accepted;
  if (!first || !listening) return null;
  const { saving, audiobook } = first;
  const writes = accepted.flatMap((one) => one.writes);
  return {
    userId: saving.viewer.id,
    audiobookId: audiobook.id,
    taken: takeWrites(listening, writes, audiobook.usualSpeed),
    version: listening.version,
    accepted,
  };
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
