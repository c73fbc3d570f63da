import { findCard } from '../../db/repositories/catalogue/audiobook-cards.ts';
import { listChapters } from '../../db/repositories/catalogue/chapters.ts';
import { route } from '../http/route.ts';
import { requireVisible } from './policy.ts';
import {
  podcastChaptersType,
  presentChapters,
  presentPodcastChapters,
} from './present-chapters.ts';
import { audiobookParams, chapterListSchema } from './schema.ts';

export const getChapters = route({
  operationId: 'getChapters',
  tag: 'Audiobooks',
  summary: 'The chapters of an audiobook',
  description:
    'Also as JSON Chapters 1.2 of the Podcast Namespace, to whoever accepts `application/json+chapters`.',
  method: 'get',
  path: '/audiobooks/{id}/chapters',
  auth: 'optional',
  scope: 'catalogue:read',
  params: audiobookParams,
  responses: {
    200: {
      description: 'In order; empty where there are none',
      contentType: podcastChaptersType,
      json: chapterListSchema,
    },
  },
  handler: async ({ params, user, em, ctx }) => {
    const book = requireVisible(user, await findCard(em, params.id));
    const chapters = await listChapters(em, params.id);
    const type = ctx.accepts('application/json', podcastChaptersType);
    const headers = { Vary: 'Accept' };
    if (type !== podcastChaptersType) {
      return { status: 200, headers, body: presentChapters(chapters) };
    }
    const body = JSON.stringify(presentPodcastChapters(book, chapters));
    return { status: 200, headers: { ...headers, 'Content-Type': podcastChaptersType }, body };
  },
});
