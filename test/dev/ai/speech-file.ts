import { toFile } from 'openai';
import type { SpeechOptions } from '../../../dev/tone/lay-out-speech.ts';
import { runFfmpeg } from '../../../dev/tone/run-ffmpeg.ts';
import { speak } from '../tone/tone-samples.ts';

/** Tone-coded speech as a WAV file of 8,000 Hz, fit for an upload. */
export function speechFile(text: string, options: SpeechOptions = {}) {
  return toFile(wav(speak(text, options).samples), 'speech.wav');
}

export function wav(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // mono
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([
    header,
    Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength),
  ]);
}

/** Some audio of ffmpeg's own making (lavfi), as a FLAC file. */
export async function madeUpFile(source: string, name = 'audio.flac') {
  const pieces: Buffer[] = [];
  await runFfmpeg({
    args: ['-f', 'lavfi', '-i', source, '-ar', '8000', '-f', 'flac', 'pipe:1'],
    onOutput: (bytes) => pieces.push(bytes),
  });
  return toFile(Buffer.concat(pieces), name);
}
