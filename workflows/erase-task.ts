import { setCurrentDetails, setWorkflowOptions, sleep } from '@temporalio/workflow';
import type { EraseTaskInput } from '../domain/contracts/erase-task.ts';
import { cleanup } from './activity-proxies.ts';
import { showStage } from './search-attribute-keys.ts';

/** The task is gone already. A step that was under way may still write something: so it is all done twice. */
export async function eraseTask(input: EraseTaskInput): Promise<void> {
  showStage('erasing');
  await cleanup.eraseTask.executeWithOptions({ summary: 'Stop the work, erase the recording' }, [
    input,
  ]);
  setCurrentDetails('Waiting for steps that were under way, to erase what they may leave.');
  await sleep('2 minutes', { summary: 'Steps under way come to their end' });
  await cleanup.eraseTask.executeWithOptions({ summary: 'Erase what was left' }, [input]);
  showStage('erased');
  setCurrentDetails('Nothing is left of it.');
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, eraseTask);
