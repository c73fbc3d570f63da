import type { Readable } from 'node:stream';
import type { AudioFormat } from '../../domain/audio-format.ts';
import { LectorFailure } from '../../domain/failure.ts';
import type { AudioAnalysis } from '../../domain/transcription/analysis/audio-analysis.ts';
import { findSilences } from '../../domain/transcription/analysis/find-silences.ts';
import { createLoudnessMeter } from '../../domain/transcription/analysis/measure-loudness.ts';
import { inputArguments } from './input-arguments.ts';
import { MediaToolError, runMediaTool } from './run-tool.ts';

const sampleRateHz = 8000;
const frameSeconds = 0.02;

/**
 * Decodes a recording once, streaming, and tells where it is silent. 40 hours take 7 MB of memory.
 *
 * @param onProgress is told how many seconds have been decoded, about once per megabyte
 * @throws LectorFailure `audio_unreadable` when nothing can be decoded
 */
export async function analyzeLevels(
  path: string,
  format: AudioFormat,
  signal: AbortSignal,
  onProgress: (decodedSeconds: number) => void,
): Promise<AudioAnalysis> {
  const args = [
    ...['-nostdin', '-v', 'error', ...inputArguments(path, format), '-map', '0:a:0', '-vn'],
    // Gaps in the time stamps are filled, so that a sample's number tells its time.
    ...['-af', `aresample=${sampleRateHz}:async=1`, '-ac', '1', '-f', 's16le', 'pipe:1'],
  ];
  try {
    const consume = (output: Readable) => measure(output, onProgress);
    const envelope = await runMediaTool('ffmpeg', args, { signal, consume });
    if (envelope.durationSeconds === 0) {
      throw new LectorFailure('audio_unreadable', 'Not a single sample could be decoded.');
    }
    return findSilences(envelope);
  } catch (error) {
    if (!(error instanceof MediaToolError)) throw error;
    throw new LectorFailure('audio_unreadable', error.message, { cause: error });
  }
}

async function measure(output: Readable, onProgress: (decodedSeconds: number) => void) {
  const meter = createLoudnessMeter({ sampleRateHz, frameSeconds });
  let decodedBytes = 0;
  let reportedBytes = 0;
  let rest = Buffer.alloc(0);
  for await (const part of output as AsyncIterable<Buffer>) {
    // A sample may be split between two reads, and an Int16Array must start at an even address.
    const bytes = new Uint8Array(rest.length + part.length);
    bytes.set(rest);
    bytes.set(part, rest.length);
    const evenLength = bytes.length & ~1;
    meter.push(new Int16Array(bytes.buffer, 0, evenLength / 2));
    rest = Buffer.from(bytes.subarray(evenLength));
    decodedBytes += part.length;
    if (decodedBytes - reportedBytes > 2 ** 20) {
      reportedBytes = decodedBytes;
      onProgress(decodedBytes / 2 / sampleRateHz);
    }
  }
  return meter.finish();
}
