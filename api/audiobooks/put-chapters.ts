import { listChapters, replaceChapters } from '../../db/repositories/catalogue/chapters.ts';
import { findChapterFaults, type ChapterFault } from '../../domain/chapter-list.ts';
import { Problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { changeAudiobook } from './change-audiobook.ts';
import { presentChapters } from './present-chapters.ts';
import { audiobookParams, chapterListSchema, chaptersBody } from './schema.ts';

export const putChapters = route({
  operationId: 'putChapters',
  tag: 'Audiobooks',
  summary: 'Divide an audiobook into other chapters',
  description:
    'In order, none beginning before the one before ends, all inside the recording. Gaps may be.',
  method: 'put',
  path: '/audiobooks/{id}/chapters',
  auth: 'user',
  scope: 'audiobooks:write',
  ownedBy: 'caller or admin',
  params: audiobookParams,
  body: chaptersBody,
  responses: { 200: { description: 'As they are now', schema: chapterListSchema } },
  problems: ['conflict', 'precondition_failed'],
  handler: async (call) => {
    const { params, body, em } = call;
    const chapters = body.chapters.map((chapter) => ({
      title: chapter.title,
      startSeconds: chapter.start_seconds,
      endSeconds: chapter.end_seconds,
    }));
    await changeAudiobook({ ...call, em: em.fork() }, params.id, async (tx, audiobook) => {
      const { durationSeconds } = audiobook;
      if (!durationSeconds) {
        throw new Problem('conflict', { detail: 'There is no recording to divide yet.' });
      }
      const faults = findChapterFaults(chapters, durationSeconds);
      if (faults.length > 0) throw refused(faults);
      await replaceChapters(tx, audiobook.id, chapters);
    });
    return { status: 200, body: presentChapters(await listChapters(em, params.id)) };
  },
});

function refused(faults: ChapterFault[]): Problem {
  const fields = { startSeconds: 'start_seconds', endSeconds: 'end_seconds' };
  const details = faults.map(({ index, field, message }) => ({
    path: `body.chapters.${index}.${fields[field]}`,
    message,
  }));
  return new Problem('validation_failed', { detail: 'The chapters do not fit.', details });
}
