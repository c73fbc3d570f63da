import { setCurrentDetails, setWorkflowOptions } from '@temporalio/workflow';
import { cleanup } from './activity-proxies.ts';

/** Removes audio that the transcription service has kept long enough. */
export async function removeOldAudio(): Promise<{ removed: number }> {
  const result = await cleanup.removeOldAudio.executeWithOptions(
    { summary: 'Remove the audio that was kept long enough' },
    [],
  );
  setCurrentDetails(`Removed ${result.removed} recordings.`);
  return result;
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, removeOldAudio);
