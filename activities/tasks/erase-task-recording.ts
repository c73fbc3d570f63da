import { PaidResult } from '../../db/entities/paid-result.ts';
import { Transcription } from '../../db/entities/transcription.ts';
import { extractPrompts } from '../../domain/contracts/extract-prompts.ts';
import { storageKeys } from '../../domain/storage-keys.ts';
import type { Deps } from '../../platform/deps.ts';
import { terminateIfRunning } from '../terminate-if-running.ts';

/** Stops the work on a task's recording and removes all that it has left. Done again, it finds nothing. */
export async function eraseTaskRecording(
  { orm, storage, temporal }: Pick<Deps, 'orm' | 'storage' | 'temporal'>,
  taskId: string,
  signal: AbortSignal,
): Promise<void> {
  const workflowId = extractPrompts.workflowId(taskId);
  await terminateIfRunning(temporal, workflowId, 'The task was deleted');
  signal.throwIfAborted();
  await storage.deleteFolder(storageKeys.taskFolder(taskId));
  await storage.deleteFolder(storageKeys.transcriptionFolder(taskId));
  const em = orm.em.fork();
  await em.nativeDelete(Transcription, { id: taskId });
  await em.nativeDelete(PaidResult, { paidFor: taskId });
}
