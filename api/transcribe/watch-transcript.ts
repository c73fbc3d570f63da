import { setTimeout as sleep } from 'node:timers/promises';
import {
  findTranscript,
  type TranscriptOwner,
} from '../../db/repositories/transcribe/transcripts.ts';
import type { ApiDeps } from '../api-deps.ts';
import { route } from '../http/route.ts';
import { streamEvents } from '../http/server-sent-events.ts';
import { Problem } from '../http/problem.ts';
import { meetCaller } from './caller.ts';
import { requireOwn } from './policy.ts';
import { presentTranscript } from './present.ts';
import { transcriptParams } from './schema.ts';

const lookEveryMs = 500;

export const watchServiceTranscript = route({
  operationId: 'watchServiceTranscript',
  tag: 'Transcription',
  summary: 'The same as server-sent events',
  description: 'A `transcript` event at once and at every change, until it is complete or failed.',
  method: 'get',
  path: '/transcribe/{id}/events',
  auth: 'optional',
  scope: 'transcribe',
  ownedBy: 'caller',
  params: transcriptParams,
  responses: { 200: { description: 'Events', contentType: 'text/event-stream' } },
  handler: async (call) => {
    const { params, em, deps, ctx } = call;
    const { owner } = await meetCaller(call);
    if (!owner) throw new Problem('not_found');
    await requireOwn(em, { owner }, params.id);
    const body = streamEvents(ctx, (signal) => changes(deps, owner, params.id, signal));
    return { status: 200, headers: { 'Content-Type': 'text/event-stream' }, body };
  },
});

async function* changes(deps: ApiDeps, owner: TranscriptOwner, id: string, signal: AbortSignal) {
  let last = '';
  while (!signal.aborted) {
    const row = await findTranscript(deps.orm.em.fork(), owner, id);
    if (!row) return;
    if (row.status !== last)
      yield { event: 'transcript', data: await presentTranscript(row, deps) };
    if (row.status === 'completed' || row.status === 'error') return;
    last = row.status;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
