import { sql } from 'kysely';
import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import {
  findTranscribed,
  readableTranscriptions,
} from '../../db/repositories/search/readable-transcriptions.ts';
import { searchPassages } from '../../db/repositories/search/transcript-passages.ts';
import { presentPage } from '../http/pagination.ts';
import { route } from '../http/route.ts';
import { requireEntitled } from './policy.ts';
import { presentPassage } from './present-passage.ts';
import { audiobookParams } from './schema.ts';
import {
  foundInLibrarySchema,
  passagePageSchema,
  transcriptSearchQuery,
} from './transcript-schema.ts';

export const searchTranscript = route({
  operationId: 'searchTranscript',
  tag: 'Audiobooks',
  summary: 'Search in the transcript of an audiobook that one has',
  description:
    'Passages of about half a minute that have all the words, with the seconds at which they begin and end.',
  method: 'get',
  path: '/audiobooks/{id}/transcript/search',
  auth: 'user',
  scope: 'library:read',
  params: audiobookParams,
  query: transcriptSearchQuery,
  responses: { 200: { description: 'One page', schema: passagePageSchema } },
  problems: ['forbidden'],
  handler: async ({ params, query, user, em, deps, ctx }) => {
    const card = await requireEntitled(em, user, await findCard(em, params.id));
    const within = sql`select transcription_id from audiobooks where id = ${card.id}`;
    const { page, page_size: limit, q: text } = query;
    const { count, passages } = await searchPassages(em, {
      text,
      within,
      limit,
      offset: (page - 1) * limit,
    });
    const results = passages.map(presentPassage);
    return {
      status: 200,
      ...presentPage(ctx, deps.config.http.publicUrl, query, { count, results }),
    };
  },
});

export const searchMyTranscripts = route({
  operationId: 'searchMyTranscripts',
  tag: 'Audiobooks',
  summary: 'Search in the transcripts of all audiobooks that one has',
  method: 'get',
  path: '/my-books/transcripts/search',
  auth: 'user',
  scope: 'library:read',
  query: transcriptSearchQuery,
  responses: { 200: { description: 'One page', schema: foundInLibrarySchema } },
  handler: async ({ query, user, em, deps, ctx }) => {
    const { page, page_size: limit, q: text } = query;
    const { count, passages } = await searchPassages(em, {
      text,
      within: readableTranscriptions(user.id),
      limit,
      offset: (page - 1) * limit,
    });
    const books = await findTranscribed(
      em,
      passages.map((passage) => passage.transcription_id),
    );
    const results = passages.flatMap((passage) => {
      const audiobook = books.get(passage.transcription_id);
      return audiobook ? [{ audiobook, ...presentPassage(passage) }] : [];
    });
    return {
      status: 200,
      ...presentPage(ctx, deps.config.http.publicUrl, query, { count, results }),
    };
  },
});
