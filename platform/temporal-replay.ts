import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
type Failure = temporal.api.failure.v1.IFailure;

/** Where a run that ended badly can be taken up again. */
export interface ReplayPoint {
  workflowId: string;
  runId: string;
  /** The workflow task that scheduled what failed: everything up to it is kept, the rest runs again. */
  workflowTaskFinishEventId: number;
  /** The step that runs again first: an activity, a child workflow, or the workflow's own code. */
  step: string;
  failureCode: string;
  failureMessage: string;
}

const endings = new Set(['FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT']);

/**
 * Finds the reset point of a workflow's latest run.
 *
 * A reset to the last workflow task would land after the failed activity and fail again at once; one to the first would
 * do everything again. The right place is the task that scheduled the step that failed.
 *
 * @param patienceMs how long to wait for the end of a run that is known to be failing: it notes its failure first
 * @returns null when the latest run has not ended badly
 */
export async function findReplayPoint(
  client: Client,
  workflowId: string,
  patienceMs = 0,
): Promise<ReplayPoint | null> {
  const { runId, status } = await describeEnd(client, workflowId, patienceMs);
  if (!endings.has(status.name)) return null;
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const history = events ?? [];
  const failure = history.at(-1)?.workflowExecutionFailedEventAttributes?.failure ?? null;
  const scheduled = findFailedStep(history, failure);
  const finishEventId = scheduled
    ? workflowTaskOf(scheduled)
    : lastId(history, 'workflowTaskCompletedEventAttributes');
  const cause = rootCause(failure);
  return {
    workflowId,
    runId,
    workflowTaskFinishEventId: finishEventId,
    step: scheduled ? nameOf(scheduled) : 'workflow code',
    failureCode: cause?.applicationFailureInfo?.type ?? status.name.toLowerCase(),
    failureMessage: cause?.message ?? '',
  };
}

async function describeEnd(client: Client, workflowId: string, patienceMs: number) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const run = await client.workflow.getHandle(workflowId).describe();
    if (run.status.name !== 'RUNNING' || Date.now() > deadline) return run;
    await sleep(100);
  }
}

/** Resets the run to that point. @returns the id of the new run */
export async function replayFrom(
  client: Client,
  point: ReplayPoint,
  reason: string,
): Promise<string> {
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: point.workflowId, runId: point.runId },
    // The wire type is int64; the protobuf writer takes a number, the generated type only a Long.
    workflowTaskFinishEventId: point.workflowTaskFinishEventId as never,
    reason,
    requestId: randomUUID(),
  });
  return runId;
}

/** The step that the run's failure names; for a run that was stopped, the earliest that had not succeeded. */
function findFailedStep(history: HistoryEvent[], failure: Failure | null): HistoryEvent | null {
  for (let cause = failure; cause; cause = cause.cause ?? null) {
    const eventId =
      cause.activityFailureInfo?.scheduledEventId ??
      cause.childWorkflowExecutionFailureInfo?.initiatedEventId;
    if (eventId) return history.find((event) => Number(event.eventId) === Number(eventId)) ?? null;
  }
  if (failure) return null;
  const succeeded = new Set(
    history.map((event) =>
      Number(
        event.activityTaskCompletedEventAttributes?.scheduledEventId ??
          event.childWorkflowExecutionCompletedEventAttributes?.initiatedEventId ??
          0,
      ),
    ),
  );
  return history.find((event) => isStep(event) && !succeeded.has(Number(event.eventId))) ?? null;
}

function isStep(event: HistoryEvent): boolean {
  return Boolean(
    event.activityTaskScheduledEventAttributes ??
    event.startChildWorkflowExecutionInitiatedEventAttributes,
  );
}

function workflowTaskOf(event: HistoryEvent): number {
  return Number(
    event.activityTaskScheduledEventAttributes?.workflowTaskCompletedEventId ??
      event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowTaskCompletedEventId ??
      0,
  );
}

function nameOf(event: HistoryEvent): string {
  return (
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name ??
    'unknown'
  );
}

function lastId(history: HistoryEvent[], attributes: keyof HistoryEvent): number {
  return Number(history.findLast((event) => event[attributes])?.eventId ?? 0);
}

function rootCause(failure: Failure | null): Failure | null {
  let cause = failure;
  while (cause && !cause.applicationFailureInfo?.type && cause.cause) cause = cause.cause;
  return cause;
}
