import { setCurrentDetails, setWorkflowOptions, sleep } from '@temporalio/workflow';
import type { EraseRecordingInput } from '../domain/contracts/erase-recording.ts';
import { cleanup } from './activity-proxies.ts';
import { showStage } from './search-attribute-keys.ts';

/** A cancelled step notices within seconds; one that can't be told ends by its own time limit. */
const pauses = ['15 seconds', '2 minutes'] as const;

/** The rows are gone already. A step that was under way may still write a file: so it is all done again, twice. */
export async function eraseRecording(input: EraseRecordingInput): Promise<void> {
  showStage('erasing');
  await cleanup.eraseRecording.executeWithOptions({ summary: 'Stop the work, erase the files' }, [
    input,
  ]);
  for (const pause of pauses) {
    setCurrentDetails('Waiting for steps that were under way, to erase what they may leave.');
    await sleep(pause, { summary: 'Steps under way come to their end' });
    await cleanup.eraseRecording.executeWithOptions({ summary: 'Erase what was left' }, [input]);
  }
  showStage('erased');
  setCurrentDetails('Nothing is left of it.');
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, eraseRecording);
