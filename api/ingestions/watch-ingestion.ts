import { z } from 'zod';
import { findIngestionReport } from '../../db/repositories/ingestion/ingestion-report.ts';
import type { IngestionStatus } from '../../domain/contracts/ingest-audiobook.ts';
import type { ApiDeps } from '../api-deps.ts';
import { pollChanges } from '../http/poll-changes.ts';
import { route } from '../http/route.ts';
import { streamEvents } from '../http/server-sent-events.ts';
import { requireWatchable } from './policy.ts';
import { presentIngestion } from './present.ts';

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
    const body = streamEvents(ctx, (signal) => watch(deps, params.id, signal));
    return { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body };
  },
});

function watch(deps: ApiDeps, audiobookId: string, signal: AbortSignal) {
  const look = async () => {
    const report = await findIngestionReport(deps.orm.em.fork(), audiobookId);
    return (
      report && { data: presentIngestion(report, deps.config), isEnd: ends.has(report.status) }
    );
  };
  return pollChanges('ingestion', look, signal);
}
