import { audioFormats, type AudioFormat } from './audio-format.ts';
import { imageFormats, type ImageFormat } from './image-format.ts';

/** Where objects lie in the bucket. Made from our own ids only: nothing that a client names ends up in a key. */
export const storageKeys = {
  audiobookFolder: (audiobookId: string) => `audiobooks/${audiobookId}/`,
  transcriptionFolder: (transcriptionId: string) => `transcriptions/${transcriptionId}/`,
  audiobookSource: (audiobookId: string, format: AudioFormat) =>
    `audiobooks/${audiobookId}/source.${audioFormats[format].extension}`,
  audiobookCover: (audiobookId: string, format: ImageFormat) =>
    `audiobooks/${audiobookId}/cover.${imageFormats[format].extension}`,
  userPicture: (userId: string, pictureId: string, format: ImageFormat) =>
    `users/${userId}/picture-${pictureId}.${imageFormats[format].extension}`,
  chunkPlan: (transcriptionId: string) => `transcriptions/${transcriptionId}/plan.json`,
  /** Without the extension. */
  transcript: (transcriptionId: string) => `transcriptions/${transcriptionId}/transcript`,
};

export const transcriptFormats = {
  txt: 'text/plain; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

export type TranscriptFormat = keyof typeof transcriptFormats;
