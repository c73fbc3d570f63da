import type { Client } from '@temporalio/client';

/** What the Temporal UI shows of a workflow's latest run. */
export interface RunView {
  /** RUNNING, COMPLETED, FAILED, CANCELLED, TERMINATED … */
  status: string;
  runId: string;
  summary: string | undefined;
  details: string | undefined;
  currentDetails: string | undefined;
  attributes: Record<string, unknown>;
}

/** Current details are asked of the workflow itself: a worker must be running. */
export async function viewRun(client: Client, workflowId: string): Promise<RunView> {
  const handle = client.workflow.getHandle(workflowId);
  const run = await handle.describe();
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return {
    status: run.status.name,
    runId: run.runId,
    summary: await run.staticSummary(),
    details: await run.staticDetails(),
    currentDetails: metadata.currentDetails,
    attributes: Object.fromEntries(
      run.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    ),
  };
}
