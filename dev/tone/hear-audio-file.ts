import { createToneDecoder, type HeardWord } from './decode-tones.ts';
import { decodeRateHz } from './read-chord.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

export interface HeardAudio {
  durationSeconds: number;
  words: HeardWord[];
}

const demuxers = 'mp3,mov,flac,ogg,wav,aac,matroska,webm';

/**
 * Decodes an audio file with ffmpeg and reads its tones. The file may open nothing else: only the `file` protocol
 * and only audio containers are allowed.
 *
 * @throws FfmpegError where it is no audio that ffmpeg can decode
 */
export async function hearAudioFile(path: string, signal?: AbortSignal): Promise<HeardAudio> {
  const decoder = createToneDecoder();
  let samplesHeard = 0;
  let rest: Buffer = Buffer.alloc(0);
  await runFfmpeg({
    args: [
      ['-nostdin', '-protocol_whitelist', 'file', '-format_whitelist', demuxers],
      ['-i', `file:${path}`, '-map', '0:a:0'],
      ['-f', 's16le', '-ar', String(decodeRateHz), '-ac', '1', 'pipe:1'],
    ].flat(),
    onOutput(bytes) {
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const samples = toSamples(whole);
      rest = whole.subarray(samples.length * 2);
      samplesHeard += samples.length;
      decoder.push(samples);
    },
    ...(signal && { signal }),
  });
  return { durationSeconds: samplesHeard / decodeRateHz, words: decoder.finish() };
}

/** Little-endian bytes as samples, copied so that they are aligned. */
function toSamples(bytes: Buffer): Int16Array {
  const length = bytes.length >> 1;
  const copy = new Uint8Array(length * 2);
  copy.set(bytes.subarray(0, length * 2));
  return new Int16Array(copy.buffer);
}
