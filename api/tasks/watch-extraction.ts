import { findOwnExtraction } from '../../db/repositories/tasks/extraction-report.ts';
import type { ExtractionStatus } from '../../domain/contracts/extract-prompts.ts';
import type { ApiDeps } from '../api-deps.ts';
import { pollChanges } from '../http/poll-changes.ts';
import { route } from '../http/route.ts';
import { streamEvents } from '../http/server-sent-events.ts';
import { requireOwn } from './policy.ts';
import { presentExtraction } from './present-extraction.ts';
import { taskParams } from './schema.ts';

const ends = new Set<ExtractionStatus>(['completed', 'failed', 'rejected']);

export const watchExtraction = route({
  operationId: 'watchExtraction',
  tag: 'Tasks',
  summary: 'The same as server-sent events',
  description: 'An `extraction` event at once and at every change, until the extraction has ended.',
  method: 'get',
  path: '/tasks/{id}/extraction/events',
  auth: 'user',
  scope: 'tasks',
  ownedBy: 'caller',
  params: taskParams,
  responses: { 200: { description: 'Events', contentType: 'text/event-stream' } },
  handler: async ({ params, user, em, deps, ctx }) => {
    requireOwn(await findOwnExtraction(em, user.id, params.id));
    const body = streamEvents(ctx, (signal) => watch(deps, user.id, params.id, signal));
    return { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body };
  },
});

function watch(deps: ApiDeps, ownerId: string, taskId: string, signal: AbortSignal) {
  const look = async () => {
    const report = await findOwnExtraction(deps.orm.em.fork(), ownerId, taskId);
    return (
      report && { data: presentExtraction(report, deps.config), isEnd: ends.has(report.status) }
    );
  };
  return pollChanges('extraction', look, signal);
}
