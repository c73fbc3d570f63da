import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { isCancellation } from '@temporalio/workflow';
import { failures, isFailureCode, type FailureCode } from '../domain/errors.ts';

export interface FailureCause {
  code: FailureCode;
  detail: string;
}

/** What lies at the bottom of an error that a workflow caught: the activity's own code and words. */
export function failureCause(error: unknown): FailureCause {
  if (isCancellation(error)) return { code: 'cancelled', detail: failures.cancelled.title };
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure && isFailureCode(cause.type)) {
      return { code: cause.type, detail: cause.message };
    }
    if (cause instanceof TimeoutFailure) return { code: 'step_timed_out', detail: cause.message };
  }
  return {
    code: 'internal_failure',
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** Codes that every further piece of the work would meet as well. */
const hopeless = new Set<FailureCode>(['ai_quota_exhausted', 'ai_unauthorized', 'cancelled']);

/** Whether what is in flight is to settle, and nothing new to be begun. */
export function isHopeless(error: unknown): boolean {
  return hopeless.has(failureCause(error).code);
}

/** Markdown for the Temporal UI: what happened, and what to do now. */
export function describeFailure({ code, detail }: FailureCause, workflowId: string): string {
  return [
    `**${failures[code].title}** (\`${code}\`)`,
    detail,
    `**What to do:** ${failures[code].remedy}`,
    `**Replay:** \`npm run ops -- replay --workflow-id ${workflowId}\`: only what failed runs again.`,
  ].join('\n\n');
}
