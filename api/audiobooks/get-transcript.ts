import { z } from 'zod';
import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { findDownloads } from '../../db/repositories/store/downloads.ts';
import { attachmentDisposition } from '../../domain/content-disposition.ts';
import { transcriptFormats, type TranscriptFormat } from '../../domain/storage-keys.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { requireEntitled } from './policy.ts';
import { audiobookParams } from './schema.ts';

const formats = Object.keys(transcriptFormats) as [TranscriptFormat, ...TranscriptFormat[]];

export const getTranscript = route({
  operationId: 'getTranscript',
  tag: 'Audiobooks',
  summary: 'The transcript of an audiobook',
  method: 'get',
  path: '/audiobooks/{id}/transcript',
  auth: 'user',
  scope: 'library:read',
  params: audiobookParams,
  query: z.strictObject({ format: z.enum(formats).default('txt') }),
  responses: { 200: { description: 'In the format asked for', contentType: '*/*' } },
  problems: ['forbidden', 'not_published'],
  handler: async ({ params, query, user, em, deps }) => {
    const { id } = await requireEntitled(em, user, await findCard(em, params.id));
    const downloads = await findDownloads(em, [id]);
    const transcript = downloads.find((download) => download.kind === query.format);
    if (!transcript) throw new Problem('not_published', { detail: 'There is no transcript yet.' });
    return {
      status: 200,
      headers: {
        'Content-Type': transcript.contentType,
        'Content-Disposition': attachmentDisposition(transcript.fileName),
      },
      body: await deps.storage.get(transcript.key),
    };
  },
});
