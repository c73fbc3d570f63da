import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface ProbeOutput {
  format: { tags?: Record<string, string> };
  streams: { tags?: Record<string, string>; disposition: { attached_pic: number } }[];
  chapters: { start_time: string; tags?: { title?: string } }[];
}

/** What ffprobe reads of a file's tags, chapters and cover. Ogg keeps its tags in the stream. */
export async function probe(path: string) {
  const what = ['-show_format', '-show_streams', '-show_chapters', '-of', 'json'];
  const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', ...what, path]);
  const { format, streams, chapters } = JSON.parse(stdout) as ProbeOutput;
  return {
    tags: { ...streams[0]?.tags, ...format.tags },
    hasCover: streams.some((stream) => stream.disposition.attached_pic === 1),
    chapters: chapters.map((chapter) => ({
      title: chapter.tags?.title,
      startSeconds: Number(chapter.start_time),
    })),
  };
}
