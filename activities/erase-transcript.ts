import { storageKeys } from '../domain/storage-keys.ts';
import { transcribeUpload } from '../domain/contracts/transcribe-upload.ts';
import type { Deps } from '../platform/deps.ts';
import { startPulse } from './activity-progress.ts';
import { terminateIfRunning } from './terminate-if-running.ts';

export function createEraseTranscript({ storage, temporal }: Pick<Deps, 'storage' | 'temporal'>) {
  /** Stops the work on a deleted transcript and removes its audio and its files. Done again, it finds nothing. */
  return async function eraseTranscript(input: { transcriptId: string }): Promise<void> {
    using pulse = startPulse({ phase: 'erasing' });
    const { transcriptId } = input;
    const workflowId = transcribeUpload.workflowId(transcriptId);
    await terminateIfRunning(temporal, workflowId, 'The transcript was deleted');
    pulse.signal.throwIfAborted();
    await storage.deleteFolder(storageKeys.transcriptFolder(transcriptId));
    await storage.deleteFolder(storageKeys.transcriptionFolder(transcriptId));
  };
}
