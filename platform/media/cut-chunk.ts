import type { AudioFormat } from '../../domain/audio-format.ts';
import { LectorFailure } from '../../domain/failure.ts';
import { inputArguments } from './input-arguments.ts';
import { discard, MediaToolError, runMediaTool } from './run-tool.ts';

/** Names the encoding in a chunk's content address: change it when the arguments below change. */
export const chunkEncoder = 'mp3-64k-16khz-mono/1';

/** What a second of an encoded chunk takes, headers included. */
export const chunkBytesPerSecond = 8100;

/** A decoder that starts in the middle of an MP3 needs the frames before for its bit reservoir. */
const leadInSeconds = 1;

interface ChunkRequest {
  path: string;
  format: AudioFormat;
  startSeconds: number;
  endSeconds: number;
  /** Where the chunk is written; what is there is replaced. */
  outputPath: string;
}

/**
 * Cuts one stretch out of a recording and encodes it the way that the provider gets it: MP3, 64 kb/s, 16 kHz, mono.
 * Accurate to the sample.
 */
export async function cutChunk(request: ChunkRequest, signal: AbortSignal): Promise<void> {
  const seekSeconds = Math.max(0, request.startSeconds - leadInSeconds);
  const from = request.startSeconds - seekSeconds;
  const to = request.endSeconds - seekSeconds;
  const args = [
    ...['-nostdin', '-v', 'error', '-y', '-ss', seekSeconds.toFixed(6)],
    ...inputArguments(request.path, request.format),
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-af', `atrim=start=${from.toFixed(6)}:end=${to.toFixed(6)},asetpts=PTS-STARTPTS`],
    ...['-ac', '1', '-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3'],
    `file:${request.outputPath}`,
  ];
  try {
    await runMediaTool('ffmpeg', args, { signal, consume: discard });
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error;
    throw new LectorFailure('audio_unreadable', error.message, { cause: error });
  }
}
