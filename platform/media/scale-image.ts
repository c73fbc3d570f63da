import type { ImageFormat } from '../../domain/image-format.ts';
import { discard, runMediaTool } from './run-tool.ts';

const demuxers: Record<ImageFormat, string> = {
  jpeg: 'jpeg_pipe',
  png: 'png_pipe',
  webp: 'webp_pipe',
};

interface ScaleRequest {
  path: string;
  format: ImageFormat;
  /** What is there is replaced. None gets wider than the picture is. */
  outputs: { path: string; widthPixels: number }[];
}

/**
 * Makes smaller JPEGs of a picture that was decoded once. Its claimed size has been looked at before.
 *
 * @throws MediaToolError when it is no picture
 */
export async function scaleImage(request: ScaleRequest, signal: AbortSignal): Promise<void> {
  const { path, format, outputs } = request;
  const branches = outputs.map((_, index) => `[in${index}]`).join('');
  const scaled = outputs.map(
    ({ widthPixels }, index) =>
      `[in${index}]scale=w='min(${widthPixels},iw)':h=-1:flags=lanczos,format=yuvj420p[out${index}]`,
  );
  const args = [
    ...['-nostdin', '-v', 'error', '-y', '-protocol_whitelist', 'file'],
    ...['-f', demuxers[format], '-i', `file:${path}`],
    ...['-filter_complex', [`[0:v:0]split=${outputs.length}${branches}`, ...scaled].join(';')],
    ...outputs.flatMap((output, index) => [
      ...['-map', `[out${index}]`, '-frames:v', '1', '-q:v', '3', '-map_metadata', '-1'],
      ...['-c:v', 'mjpeg', '-f', 'image2', '-update', '1', `file:${output.path}`],
    ]),
  ];
  await runMediaTool('ffmpeg', args, { signal, consume: discard });
}
