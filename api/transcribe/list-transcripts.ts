import { listTranscripts } from '../../db/repositories/transcribe/transcripts.ts';
import { transcriptStatuses } from '../../domain/contracts/transcribe-upload.ts';
import { z } from 'zod';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { meetCaller } from './caller.ts';
import { presentTranscript } from './present.ts';
import {
  flatTranscriptsSchema,
  groupedTranscriptsSchema,
  transcriptListQuery,
  type TranscriptBody,
} from './schema.ts';

export const listServiceTranscripts = route({
  operationId: 'listServiceTranscripts',
  tag: 'Transcription',
  summary: 'Your transcripts, newest first',
  description:
    'One page, grouped by status, or with `view=flat` as one list. Whoever is not signed in sees their latest five.',
  method: 'get',
  path: '/transcribe',
  auth: 'optional',
  scope: 'transcribe',
  query: transcriptListQuery,
  responses: {
    200: {
      description: 'One page',
      schema: z.union([groupedTranscriptsSchema, flatTranscriptsSchema]),
    },
  },
  handler: async (call) => {
    const { query, em, deps, ctx } = call;
    const { page, page_size: limit, view } = query;
    const { owner } = await meetCaller(call);
    const offset = (page - 1) * limit;
    const found = owner
      ? await listTranscripts(em, owner, { limit, offset })
      : { count: 0, rows: [] };
    const results = await Promise.all(found.rows.map((row) => presentTranscript(row, deps)));
    const { publicUrl } = deps.config.http;
    const { headers, body } = presentPage(ctx, publicUrl, query, { count: found.count, results });
    if (view === 'grouped') return { status: 200, headers, body: { ...body, ...groups(results) } };
    const { count, next, previous } = body;
    return { status: 200, headers, body: { count, next, previous, results } };
  },
});

function groups(transcripts: TranscriptBody[]) {
  const withStatus = (status: TranscriptBody['status']) =>
    transcripts.filter((transcript) => transcript.status === status);
  const counts = transcriptStatuses.map((status) => [status, withStatus(status).length]);
  const grouped = transcriptStatuses.map((status) => [status, withStatus(status)]);
  return {
    total_count: transcripts.length,
    status_counts: Object.fromEntries(counts) as Record<TranscriptBody['status'], number>,
    transcriptions: Object.fromEntries(grouped) as Record<
      TranscriptBody['status'],
      TranscriptBody[]
    >,
  };
}
