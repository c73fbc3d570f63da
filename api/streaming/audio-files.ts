import type { PlayableAudio } from '../../db/repositories/listening/playable-audio.ts';
import { audioFormats } from '../../domain/audio-format.ts';
import { downloadFileName } from '../../domain/file-names.ts';
import type { AudioFile } from './deliver-audio.ts';

/** @returns null where there is none, or not for this listener */
export function recordingFile({ title, recording }: PlayableAudio): AudioFile | null {
  if (!recording) return null;
  const { extension, contentType } = audioFormats[recording.format];
  return { key: recording.key, fileName: downloadFileName(title, extension), contentType };
}

/** @returns null where there is none */
export function sampleFile({ title, sampleKey }: PlayableAudio): AudioFile | null {
  if (sampleKey === null) return null;
  const { extension, contentType } = audioFormats.mp3;
  return {
    key: sampleKey,
    fileName: downloadFileName(`${title} (sample)`, extension),
    contentType,
  };
}
