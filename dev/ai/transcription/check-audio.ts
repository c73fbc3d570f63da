import { extname } from 'node:path';
import { FfmpegError } from '../../tone/run-ffmpeg.ts';
import { type HeardAudio, hearAudioFile } from '../../tone/hear-audio-file.ts';
import type { SpeechModel } from '../models.ts';
import { invalidRequest, type OpenAiError } from '../openai-error.ts';
import type { UploadedFile } from './receive-upload.ts';

const minSeconds = 0.1;
const maxDecodeMs = 120_000;

/** What OpenAI goes by: the extension of the file's name. */
const extensions = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];

/**
 * Decodes an upload and reads its tones.
 *
 * @throws OpenAiError 400 for a name or bytes that OpenAI would refuse
 */
export async function hearUpload(file: UploadedFile, model: SpeechModel): Promise<HeardAudio> {
  if (!extensions.includes(extname(file.name).slice(1).toLowerCase())) throw badFormat(model);
  try {
    return await hearAudioFile(file.path, AbortSignal.timeout(maxDecodeMs));
  } catch (error) {
    if (error instanceof FfmpegError && !isMissing(error)) throw undecodable(model);
    throw error;
  }
}

/** @throws OpenAiError 400 for audio that is too long for the model, or too short for any */
export function checkDuration(durationSeconds: number, { maxSeconds }: SpeechModel): void {
  if (durationSeconds < minSeconds) {
    throw invalidRequest(
      `Audio file is too short. Minimum audio length is ${minSeconds} seconds.`,
      { param: 'file', code: 'audio_too_short' },
    );
  }
  if (maxSeconds !== null && durationSeconds > maxSeconds) {
    throw invalidRequest(
      `audio duration ${durationSeconds} seconds is longer than ${maxSeconds} seconds which is the maximum for this model`,
      { code: 'invalid_value' },
    );
  }
}

function badFormat(model: SpeechModel): OpenAiError {
  if (model.billing === 'tokens') return corrupted();
  return invalidRequest(
    `Invalid file format. Supported formats: [${extensions.map((name) => `'${name}'`).join(', ')}]`,
  );
}

function undecodable(model: SpeechModel): OpenAiError {
  if (model.billing === 'tokens') return corrupted();
  return invalidRequest('The audio file could not be decoded or its format is not supported.');
}

function corrupted(): OpenAiError {
  return invalidRequest('Audio file might be corrupted or unsupported', {
    param: 'file',
    code: 'invalid_value',
  });
}

/** ffmpeg itself isn't there: no fault of the upload's. */
function isMissing(error: FfmpegError): boolean {
  return error.cause !== undefined && (error.cause as { code?: unknown }).code === 'ENOENT';
}
