import type { AudioFormat } from '../../domain/audio-format.ts';
import { inputArguments } from './input-arguments.ts';
import { readOutput, runMediaTool } from './run-tool.ts';

/** The attached picture of a recording, byte for byte as it is in there; nothing decodes it here. */
export async function extractCover(
  path: string,
  format: AudioFormat,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const args = [
    ...['-nostdin', '-v', 'error', ...inputArguments(path, format)],
    ...['-map', '0:v:0', '-frames:v', '1', '-c', 'copy', '-f', 'image2pipe', 'pipe:1'],
  ];
  return runMediaTool('ffmpeg', args, {
    signal,
    consume: (output) => readOutput(output, maxBytes),
  });
}
