export interface ChapterSpan {
  title: string;
  startSeconds: number;
  endSeconds: number;
}

export const maxChapters = 1000;
const shortestSeconds = 0.05;

export interface ChapterFault {
  index: number;
  field: 'startSeconds' | 'endSeconds';
  message: string;
}

/**
 * Looks at chapters that a person has put together: in order, none beginning before the one before has ended, all inside
 * the recording.
 *
 * @returns what is wrong, by the number of the chapter, counted from 0
 */
export function findChapterFaults(
  chapters: ChapterSpan[],
  durationSeconds: number,
): ChapterFault[] {
  return chapters.flatMap(({ startSeconds, endSeconds }, index): ChapterFault[] => {
    const before = chapters[index - 1];
    if (before && startSeconds < before.endSeconds) {
      const message = 'it begins before the chapter before it ends';
      return [{ index, field: 'startSeconds', message }];
    }
    if (endSeconds - startSeconds < shortestSeconds) {
      return [{ index, field: 'endSeconds', message: 'it ends before it has begun' }];
    }
    if (endSeconds <= durationSeconds) return [];
    return [{ index, field: 'endSeconds', message: `the recording ends at ${durationSeconds} s` }];
  });
}

/**
 * Puts a container's chapters in order: by start, each ending where the next begins at the latest, none beyond the end
 * of the recording, none empty. Containers get all of these wrong.
 */
export function tidyChapters(chapters: ChapterSpan[], durationSeconds: number): ChapterSpan[] {
  const sorted = chapters
    .filter((chapter) => Number.isFinite(chapter.startSeconds) && chapter.startSeconds >= 0)
    .sort((a, b) => a.startSeconds - b.startSeconds)
    .slice(0, maxChapters);
  return sorted
    .map((chapter, index) => ({
      title: chapter.title.replaceAll('\0', '').trim().slice(0, 255) || `Chapter ${index + 1}`,
      startSeconds: chapter.startSeconds,
      endSeconds: Math.min(
        Number.isFinite(chapter.endSeconds) ? chapter.endSeconds : durationSeconds,
        sorted[index + 1]?.startSeconds ?? durationSeconds,
        durationSeconds,
      ),
    }))
    .filter((chapter) => chapter.endSeconds - chapter.startSeconds >= shortestSeconds);
}
