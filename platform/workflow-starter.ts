import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common';
import { taskQueues } from '../domain/task-queues.ts';
import type { WorkflowStart } from '../domain/workflow-start.ts';
import type { Logger } from './logger.ts';

/** What the server is told of a workflow at its start, however it is started. */
function workflowStartOptions(start: WorkflowStart) {
  return {
    workflowId: start.workflowId,
    taskQueue: taskQueues.orchestration,
    args: [start.input] as [object],
    staticSummary: start.summary,
    staticDetails: start.details,
    typedSearchAttributes: new TypedSearchAttributes(
      Object.entries(start.searchAttributes).map(([name, value]) => ({
        key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD),
        value,
      })),
    ),
    // The id comes from a row: whatever has run for that row, however it ended, is not to run again. A failed run is
    // replayed by a reset, which keeps the id.
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
  };
}

/** What the starter tells the outbox. */
export interface OutboxMarks {
  started(workflowId: string): Promise<void>;
  failed(workflowId: string, error: string): Promise<void>;
}

/** Starts what stands in the outbox. A failure is noted there and never thrown: the relay tries again. */
export interface WorkflowStarter {
  /** @returns whether the workflow runs, or has run */
  tryStart(start: WorkflowStart): Promise<boolean>;
  /** Starts it and waits for one of its updates (Update-with-Start), but no longer than `waitMs`. */
  tryStartAndAwait(start: WorkflowStart, update: string, waitMs: number): Promise<void>;
}

export function createWorkflowStarter(
  client: Client,
  marks: OutboxMarks,
  log: Logger,
): WorkflowStarter {
  async function startOnce(start: WorkflowStart): Promise<void> {
    try {
      await client.workflow.start(start.workflowType, workflowStartOptions(start));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  async function noteFailure({ workflowId }: WorkflowStart, error: unknown): Promise<void> {
    log.warn({ err: error, workflowId }, 'workflow not started yet');
    await marks.failed(workflowId, String(error)).catch((noted: unknown) => {
      log.warn({ err: noted, workflowId }, 'nor could that be noted');
    });
  }

  async function tryStart(start: WorkflowStart): Promise<boolean> {
    try {
      await startOnce(start);
      await marks.started(start.workflowId);
      return true;
    } catch (error) {
      await noteFailure(start, error);
      return false;
    }
  }

  async function tryStartAndAwait(start: WorkflowStart, update: string, waitMs: number) {
    const operation = new WithStartWorkflowOperation(start.workflowType, {
      ...workflowStartOptions(start),
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    const updated = client.withDeadline(Date.now() + waitMs, () =>
      client.workflow.executeUpdateWithStart(update, { startWorkflowOperation: operation }),
    );
    const [started, answered] = await Promise.allSettled([operation.workflowHandle(), updated]);
    if (started.status === 'fulfilled') await marks.started(start.workflowId);
    else await noteFailure(start, started.reason);
    const failed = started.status === 'fulfilled' && answered.status === 'rejected';
    if (failed && !(answered.reason instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) {
      log.warn({ err: answered.reason, workflowId: start.workflowId }, 'update not answered');
    }
  }

  return { tryStart, tryStartAndAwait };
}
