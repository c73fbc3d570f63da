import { setCurrentDetails, setWorkflowOptions } from '@temporalio/workflow';
import { relay } from './activity-proxies.ts';

/** Starts what a crash between commit and start has left behind. */
export async function relayOutbox(): Promise<{ started: number }> {
  const result = await relay.startPendingWorkflows.executeWithOptions(
    { summary: 'Start what waits in the outbox' },
    [],
  );
  setCurrentDetails(`Started ${result.started} workflows.`);
  return result;
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, relayOutbox);
