import { markEnd, markStart } from '../../db/repositories/search/search-marks.ts';
import { searchPassages } from '../../db/repositories/search/transcript-passages.ts';
import { ownTranscriptIds } from '../../db/repositories/transcribe/transcripts.ts';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { meetCaller } from './caller.ts';
import { transcriptSearchQuery, transcriptSearchSchema } from './schema.ts';

export const searchServiceTranscripts = route({
  operationId: 'searchServiceTranscripts',
  tag: 'Transcription',
  summary: 'Search in your transcripts',
  description:
    'Passages that have all the words, best first, with the time at which they are heard.',
  method: 'get',
  path: '/transcribe/search',
  auth: 'optional',
  scope: 'transcribe',
  query: transcriptSearchQuery,
  responses: { 200: { description: 'One page', schema: transcriptSearchSchema } },
  handler: async (call) => {
    const { query, em, deps, ctx } = call;
    const { q: text, page, page_size: limit } = query;
    const { owner } = await meetCaller(call);
    const within = owner && ownTranscriptIds(owner);
    const { count, passages } = within
      ? await searchPassages(em, { text, within, limit, offset: (page - 1) * limit })
      : { count: 0, passages: [] };
    const results = passages.map((passage) => ({
      transcript_id: passage.transcription_id,
      start_seconds: passage.start_seconds,
      end_seconds: passage.end_seconds,
      ...readMarks(passage.marked),
    }));
    const { publicUrl } = deps.config.http;
    return { status: 200, ...presentPage(ctx, publicUrl, query, { count, results }) };
  },
});

/** The text without the marks around its found words, and where those were. */
function readMarks(marked: string) {
  const highlights: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(markStart)) {
    const [word = '', rest] = part.split(markEnd);
    if (rest !== undefined) highlights.push({ start: text.length, end: text.length + word.length });
    text += word + (rest ?? '');
  }
  return { text, highlights };
}
