import type { Client } from '@temporalio/client';
import { findReplayPoint, type ReplayPoint } from '../platform/temporal-replay.ts';

const badEndings = '("Failed", "TimedOut", "Terminated", "Canceled")';

interface FailedFilter {
  workflowType?: string | undefined;
  failureCode?: string | undefined;
  limit: number;
}

/**
 * Workflows whose latest run ended badly. Children are left out: their parents are what is replayed. A run that has been
 * reset stays failed in the list, so the latest run of each workflow is what counts.
 */
export async function findFailed(client: Client, filter: FailedFilter): Promise<ReplayPoint[]> {
  const clauses = [
    `ExecutionStatus in ${badEndings}`,
    `WorkflowType != "transcribeAudio"`,
    ...(filter.workflowType ? [`WorkflowType = ${quote(filter.workflowType)}`] : []),
  ];
  const seen = new Set<string>();
  const points: ReplayPoint[] = [];
  for await (const { workflowId } of client.workflow.list({ query: clauses.join(' and ') })) {
    if (seen.has(workflowId)) continue;
    seen.add(workflowId);
    const point = await findReplayPoint(client, workflowId);
    if (!point || (filter.failureCode && point.failureCode !== filter.failureCode)) continue;
    points.push(point);
    if (points.length >= filter.limit) break;
  }
  return points;
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '')}"`;
}
