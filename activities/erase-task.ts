import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { eraseTaskRecording } from './tasks/erase-task-recording.ts';

export function createEraseTask(deps: Pick<Deps, 'orm' | 'storage' | 'temporal'>) {
  /** Stops the work on a deleted task and removes its recording and transcript. Done again, it finds nothing. */
  return async function eraseTask({ taskId }: { taskId: string }): Promise<void> {
    using pulse = startPulse({ phase: 'erasing' });
    await eraseTaskRecording(deps, taskId, pulse.signal);
  };
}
