import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** Stops a run and its children. One that has ended, or never began, is left as it is. */
export async function terminateIfRunning(
  temporal: Client,
  workflowId: string,
  reason: string,
): Promise<void> {
  try {
    await temporal.workflow.getHandle(workflowId).terminate(reason);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
