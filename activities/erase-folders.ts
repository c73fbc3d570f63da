import type { EraseRecordingInput } from '../domain/contracts/erase-recording.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { terminateIfRunning } from './terminate-if-running.ts';

export function createEraseFolders({ storage, temporal }: Pick<Deps, 'storage' | 'temporal'>) {
  /** Stops a workflow and removes what it has stored. Done again, it finds nothing. */
  return async function eraseFolders({ stops, folders }: EraseRecordingInput): Promise<void> {
    using pulse = startPulse({ phase: 'erasing' });
    await terminateIfRunning(temporal, stops, 'What it works on was deleted');
    for (const folder of folders) {
      pulse.signal.throwIfAborted();
      await storage.deleteFolder(folder);
    }
  };
}
