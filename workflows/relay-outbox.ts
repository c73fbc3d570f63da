import { setWorkflowOptions } from '@temporalio/workflow';
import { relay } from './activity-proxies.ts';

/** Starts what a crash between commit and start has left behind. */
export async function relayOutbox(): Promise<{ started: number }> {
  return relay.startPendingWorkflows();
}

setWorkflowOptions({ failureExceptionTypes: [Error] }, relayOutbox);
