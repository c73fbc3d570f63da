export interface ChapterSpan {
  title: string;
  startSeconds: number;
  endSeconds: number;
}

const maxChapters = 1000;
const shortestSeconds = 0.05;

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
