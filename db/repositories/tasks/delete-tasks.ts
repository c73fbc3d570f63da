import { eraseRecording } from '../../../domain/contracts/erase-recording.ts';
import { extractPrompts } from '../../../domain/contracts/extract-prompts.ts';
import { storageKeys } from '../../../domain/storage-keys.ts';
import type { WorkflowStart } from '../../../domain/workflow-start.ts';
import { OutboxMessage } from '../../entities/outbox-message.ts';
import { Task } from '../../entities/task.ts';
import type { Tx } from '../../transaction.ts';
import { addToOutbox } from '../outbox.ts';
import type { OwnTask } from './own-tasks.ts';

/**
 * Removes locked tasks. They are gone with the commit.
 *
 * @returns the workflows to start then, which stop the work on their recordings and erase them
 */
export async function deleteTasks(tx: Tx, tasks: OwnTask[]): Promise<WorkflowStart[]> {
  const ids = tasks.map(({ id }) => id);
  const recorded = tasks.filter(({ recording }) => recording !== null);
  await tx.nativeDelete(Task, { id: { $in: ids } });
  await tx.nativeDelete(OutboxMessage, {
    workflowId: { $in: recorded.map(({ id }) => extractPrompts.workflowId(id)) },
  });
  const starts = recorded.map(({ id }): WorkflowStart => ({
    workflowType: eraseRecording.workflowType,
    workflowId: eraseRecording.workflowId(id),
    input: {
      stops: extractPrompts.workflowId(id),
      folder: storageKeys.taskFolder(id),
      transcriptionId: id,
    },
    summary: 'Erase a deleted task',
    details: 'Stops the work on its recording, and removes the recording and its transcript.',
    searchAttributes: {},
  }));
  for (const start of starts) addToOutbox(tx, start);
  await tx.flush();
  return starts;
}
