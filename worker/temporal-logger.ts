import { DefaultLogger, type LogEntry } from '@temporalio/worker';
import type { Logger } from '../platform/logger.ts';

/** What is meant to be: only the orchestration queue has workflows. */
const expected = 'No workflows registered, not polling for workflow tasks';

/** Warnings and errors of the SDK, in the log that everything else goes to. */
export function temporalLogger(log: Logger): DefaultLogger {
  return new DefaultLogger('WARN', (entry) => {
    if (entry.message === expected) return;
    log[entry.level === 'WARN' ? 'warn' : 'error'](fields(entry), entry.message);
  });
}

/** Which step of which run, and the error; not the SDK's tokens. */
function fields({ meta }: LogEntry): Record<string, unknown> {
  const { workflowId, workflowRunId, activityType, activityId, attempt, taskQueue, error } =
    meta ?? {};
  return { workflowId, workflowRunId, activityType, activityId, attempt, taskQueue, err: error };
}
