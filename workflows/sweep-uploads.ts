import { setCurrentDetails, setWorkflowOptions } from '@temporalio/workflow';
import { cleanup } from './activity-proxies.ts';

/** Removes objects without a row, uploads that were given up, and rows that have expired. */
export async function sweepUploads(): Promise<void> {
  const swept = await cleanup.sweepObjects.executeWithOptions(
    { summary: 'Abort old uploads, remove orphaned objects' },
    [{ orphanedAfterHours: 24, givenUpAfterHours: 7 * 24 }],
  );
  const { rows } = await cleanup.sweepRows.executeWithOptions(
    { summary: 'Remove expired rows' },
    [],
  );
  setCurrentDetails(
    `Removed ${swept.objects} objects, ${swept.uploads} unfinished uploads, ${rows} expired rows.`,
  );
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, sweepUploads);
