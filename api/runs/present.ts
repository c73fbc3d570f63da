import type { RunReport } from '../../db/repositories/transcription/run-report.ts';
import { failures } from '../../domain/errors.ts';
import type { Config } from '../../platform/config.ts';
import { workflowUiUrl } from '../../platform/temporal.ts';

/** The values of `runFields`. */
export function presentRun<Status>(report: RunReport<Status>, config: Config) {
  const { failureCode } = report;
  return {
    attempts: report.attempts,
    error: failureCode && {
      code: failureCode,
      title: failures[failureCode].title,
      detail: report.failureDetail ?? '',
      remedy: failures[failureCode].remedy,
    },
    cost: {
      micros: report.costMicros,
      wasted_micros: report.wastedMicros,
      currency: 'USD' as const,
    },
    workflow_id: report.workflowId,
    workflow_url: workflowUiUrl(config.temporal, report.workflowId),
    timeline: report.timeline.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}
