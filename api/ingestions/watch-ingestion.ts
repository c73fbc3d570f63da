import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { findIngestionReport } from '../../db/repositories/ingestion-report.ts';
import type { IngestionStatus } from '../../domain/contracts/ingest-audiobook.ts';
import type { ApiDeps } from '../api-deps.ts';
import { route } from '../http/route.ts';
import { streamEvents } from '../http/server-sent-events.ts';
import { requireWatchable } from './policy.ts';
import { presentIngestion } from './present.ts';

const lookEveryMs = 500;
const ends = new Set<IngestionStatus>(['published', 'transcription_failed', 'rejected']);

export const watchIngestion = route({
  operationId: 'watchIngestion',
  tag: 'Ingestion',
  summary: 'The same as server-sent events',
  description: 'An `ingestion` event at once and at every change, until the ingestion has ended.',
  method: 'get',
  path: '/audiobooks/{id}/ingestion/events',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  params: z.object({ id: z.uuid() }),
  responses: { 200: { description: 'Events', contentType: 'text/event-stream' } },
  handler: async ({ params, user, em, deps, ctx }) => {
    requireWatchable(user, await findIngestionReport(em, params.id));
    const body = streamEvents(ctx, (signal) => changes(deps, params.id, signal));
    return { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body };
  },
});

async function* changes(deps: ApiDeps, audiobookId: string, signal: AbortSignal) {
  let last = '';
  while (!signal.aborted) {
    const report = await findIngestionReport(deps.orm.em.fork(), audiobookId);
    if (!report) return;
    const data = presentIngestion(report, deps.config);
    const now = JSON.stringify(data);
    if (now !== last) yield { event: 'ingestion', data };
    if (ends.has(report.status)) return;
    last = now;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
