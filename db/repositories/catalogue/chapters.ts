import type { ChapterSpan } from '../../../domain/chapter-list.ts';
import { Chapter } from '../../entities/chapter.ts';
import type { Em } from '../../orm.config.ts';
import type { Tx } from '../../transaction.ts';

export function listChapters(em: Em, audiobookId: string): Promise<Chapter[]> {
  return em.find(Chapter, { audiobook: audiobookId }, { orderBy: { number: 'asc' } });
}

/** All of them are new; they are numbered as they come. */
export async function replaceChapters(
  tx: Tx,
  audiobookId: string,
  chapters: ChapterSpan[],
): Promise<void> {
  await tx.nativeDelete(Chapter, { audiobook: audiobookId });
  for (const [index, chapter] of chapters.entries()) {
    tx.persist(tx.create(Chapter, { audiobook: audiobookId, number: index + 1, ...chapter }));
  }
  await tx.flush();
}
