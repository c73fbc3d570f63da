import { Chapter } from '../../db/entities/chapter.ts';
import { findCard } from '../../db/repositories/audiobook-cards.ts';
import { route } from '../http/route.ts';
import { requireVisible } from './policy.ts';
import { audiobookParams, chapterListSchema } from './schema.ts';

export const getChapters = route({
  operationId: 'getChapters',
  tag: 'Audiobooks',
  summary: 'The chapters of an audiobook',
  method: 'get',
  path: '/audiobooks/{id}/chapters',
  auth: 'optional',
  scope: 'catalogue:read',
  params: audiobookParams,
  responses: {
    200: { description: 'In order; empty where there are none', schema: chapterListSchema },
  },
  handler: async ({ params, user, em }) => {
    requireVisible(user, await findCard(em, params.id));
    const chapters = await em.find(
      Chapter,
      { audiobook: params.id },
      { orderBy: { number: 'asc' } },
    );
    return {
      status: 200,
      body: {
        chapters: chapters.map((chapter) => ({
          number: chapter.number,
          title: chapter.title,
          start_seconds: chapter.startSeconds,
          end_seconds: chapter.endSeconds,
        })),
      },
    };
  },
});
