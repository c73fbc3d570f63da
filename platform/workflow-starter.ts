import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  TypedSearchAttributes,
} from '@temporalio/common';
import { taskQueues } from '../domain/task-queues.ts';
import type { WorkflowStart } from '../domain/workflow-start.ts';
import type { Logger } from './logger.ts';

/** What the server is told of a workflow at its start, however it is started. */
export function workflowStartOptions(start: WorkflowStart) {
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

  async function tryStart(start: WorkflowStart): Promise<boolean> {
    try {
      await startOnce(start);
      await marks.started(start.workflowId);
      return true;
    } catch (error) {
      log.warn({ err: error, workflowId: start.workflowId }, 'workflow not started yet');
      await marks.failed(start.workflowId, String(error)).catch((noted: unknown) => {
        log.warn({ err: noted, workflowId: start.workflowId }, 'nor could that be noted');
      });
      return false;
    }
  }

  return { tryStart };
}
