import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { AudioFormat } from '../../domain/audio-format.ts';
import { LectorFailure } from '../../domain/failure.ts';
import { inputArguments } from './input-arguments.ts';
import { MediaToolError, readOutput, runMediaTool } from './run-tool.ts';

export interface AudioProbe {
  /** As the container says; the decoded length may differ by a frame. */
  durationSeconds: number;
  codec: string;
  /** Lower-case names: `title`, `artist`, `album_artist`, `composer`, `comment`, … */
  tags: Record<string, string>;
  chapters: { title: string; startSeconds: number; endSeconds: number }[];
  hasCover: boolean;
}

const maxProbeBytes = 8 * 2 ** 20;
const maxStreams = 8;
const maxDurationSeconds = 100 * 3600;

const tagsSchema = z.record(z.string(), z.string()).default({});

const probeSchema = z.object({
  format: z.object({ duration: z.coerce.number().optional(), tags: tagsSchema }),
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      duration: z.coerce.number().optional(),
      disposition: z.object({ attached_pic: z.number().optional() }).optional(),
      tags: tagsSchema,
    }),
  ),
  chapters: z
    .array(
      z.object({ start_time: z.coerce.number(), end_time: z.coerce.number(), tags: tagsSchema }),
    )
    .default([]),
});

/**
 * What ffprobe tells of a local file.
 *
 * @throws LectorFailure `audio_unreadable` when it is no audio, `audio_rejected` when it breaks a limit
 */
export async function probeAudio(
  path: string,
  format: AudioFormat,
  signal: AbortSignal,
): Promise<AudioProbe> {
  const probe = probeSchema.parse(await runProbe(path, format, signal));
  const audio = probe.streams.find((stream) => stream.codec_type === 'audio');
  if (!audio) throw new LectorFailure('audio_unreadable', 'There is no audio stream in the file.');
  if (probe.streams.length > maxStreams) {
    throw new LectorFailure('audio_rejected', `The file has over ${maxStreams} streams.`);
  }
  const durationSeconds = probe.format.duration ?? audio.duration ?? 0;
  if (durationSeconds > maxDurationSeconds) {
    throw new LectorFailure('audio_rejected', 'The recording is longer than 100 hours.');
  }
  return {
    durationSeconds,
    codec: audio.codec_name ?? 'unknown',
    tags: lowerCaseKeys({ ...audio.tags, ...probe.format.tags }),
    chapters: probe.chapters.map((chapter, index) => ({
      title: lowerCaseKeys(chapter.tags).title?.trim() || `Chapter ${index + 1}`,
      startSeconds: chapter.start_time,
      endSeconds: chapter.end_time,
    })),
    hasCover: probe.streams.some((stream) => stream.disposition?.attached_pic === 1),
  };
}

async function runProbe(path: string, format: AudioFormat, signal: AbortSignal): Promise<unknown> {
  const show = ['-show_format', '-show_streams', '-show_chapters', '-of', 'json'];
  const args = ['-v', 'error', ...show, ...inputArguments(path, format)];
  try {
    const consume = (output: Readable) => readOutput(output, maxProbeBytes);
    const json = await runMediaTool('ffprobe', args, { signal, consume });
    return JSON.parse(json.toString('utf8'));
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error;
    throw new LectorFailure('audio_unreadable', error.message, { cause: error });
  }
}

function lowerCaseKeys(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
}
