import type { AudioFormat } from '../../domain/audio-format.ts';
import { LectorFailure } from '../../domain/failure.ts';
import { inputArguments } from './input-arguments.ts';
import { discard, MediaToolError, runMediaTool } from './run-tool.ts';

interface SampleRequest {
  path: string;
  format: AudioFormat;
  lengthSeconds: number;
  /** What is there is replaced. */
  outputPath: string;
}

/**
 * The beginning of a recording as MP3, 96 kb/s, mono or (joint) stereo as it is, with a table for seeking in front.
 *
 * @throws LectorFailure `audio_unreadable`
 */
export async function cutSample(request: SampleRequest, signal: AbortSignal): Promise<void> {
  const args = [
    ...['-nostdin', '-v', 'error', '-y', ...inputArguments(request.path, request.format)],
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-t', request.lengthSeconds.toFixed(3), '-af', 'aformat=channel_layouts=mono|stereo'],
    ...['-c:a', 'libmp3lame', '-b:a', '96k', '-joint_stereo', '1', '-f', 'mp3'],
    `file:${request.outputPath}`,
  ];
  try {
    await runMediaTool('ffmpeg', args, { signal, consume: discard });
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error;
    throw new LectorFailure('audio_unreadable', error.message, { cause: error });
  }
}
