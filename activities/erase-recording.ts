import { PaidResult } from '../db/entities/paid-result.ts';
import { Transcription } from '../db/entities/transcription.ts';
import type { EraseRecordingInput } from '../domain/contracts/erase-recording.ts';
import { storageKeys } from '../domain/storage-keys.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { terminateIfRunning } from './terminate-if-running.ts';

type Stores = Pick<Deps, 'orm' | 'storage' | 'temporal'>;

export function createEraseRecording(deps: Stores) {
  /** Stops the work on a recording and removes it with its transcript. Done again, it finds nothing. */
  return async function eraseRecording(input: EraseRecordingInput): Promise<void> {
    using pulse = startPulse({ phase: 'erasing' });
    await eraseOne(deps, input, pulse.signal);
  };
}

/** One recording, as part of a longer clean-up. */
export async function eraseOne(
  { orm, storage, temporal }: Stores,
  { stops, folder, transcriptionId }: EraseRecordingInput,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  await terminateIfRunning(temporal, stops, 'What it works on was deleted');
  await storage.deleteFolder(folder);
  if (transcriptionId === null) return;
  await storage.deleteFolder(storageKeys.transcriptionFolder(transcriptionId));
  const em = orm.em.fork();
  await em.nativeDelete(Transcription, { id: transcriptionId });
  await em.nativeDelete(PaidResult, { paidFor: transcriptionId });
}
