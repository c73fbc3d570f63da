import { setTimeout as sleep } from 'node:timers/promises';
import { findOwnExtraction } from '../../db/repositories/extraction-report.ts';
import type { ExtractionStatus } from '../../domain/contracts/extract-prompts.ts';
import type { ApiDeps } from '../api-deps.ts';
import { route } from '../http/route.ts';
import { streamEvents } from '../http/server-sent-events.ts';
import { requireOwn } from './policy.ts';
import { presentExtraction } from './present-extraction.ts';
import { taskParams } from './schema.ts';

const lookEveryMs = 500;
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
    const body = streamEvents(ctx, (signal) => changes(deps, user.id, params.id, signal));
    return { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body };
  },
});

async function* changes(deps: ApiDeps, ownerId: string, taskId: string, signal: AbortSignal) {
  let last = '';
  while (!signal.aborted) {
    const report = await findOwnExtraction(deps.orm.em.fork(), ownerId, taskId);
    if (!report) return;
    const data = presentExtraction(report, deps.config);
    const now = JSON.stringify(data);
    if (now !== last) yield { event: 'extraction', data };
    if (ends.has(report.status)) return;
    last = now;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
