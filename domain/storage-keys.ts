import { audioFormats, type AudioFormat } from './audio-format.ts';
import { imageFormats, type ImageFormat } from './image-format.ts';

/** Where objects lie in the bucket. Made from our own ids only: nothing that a client names ends up in a key. */
export const storageKeys = {
  audiobookFolder: (audiobookId: string) => `audiobooks/${audiobookId}/`,
  transcriptionFolder: (transcriptionId: string) => `transcriptions/${transcriptionId}/`,
  /** Of all uploads of the transcription service. */
  transcriptFolders: 'transcripts/',
  transcriptFolder: (transcriptId: string) => `transcripts/${transcriptId}/`,
  /** Audio that is sent in parts, whose format is known at the end only. */
  transcriptUpload: (transcriptId: string) => `transcripts/${transcriptId}/source`,
  transcriptSource: (transcriptId: string, format: AudioFormat) =>
    `transcripts/${transcriptId}/source.${audioFormats[format].extension}`,
  taskFolder: (taskId: string) => `tasks/${taskId}/`,
  taskSource: (taskId: string, format: AudioFormat) =>
    `tasks/${taskId}/source.${audioFormats[format].extension}`,
  audiobookSource: (audiobookId: string, format: AudioFormat) =>
    `audiobooks/${audiobookId}/source.${audioFormats[format].extension}`,
  audiobookCover: (audiobookId: string, format: ImageFormat) =>
    `audiobooks/${audiobookId}/cover.${imageFormats[format].extension}`,
  /** A cover that came later: its name is new, and so are the names of its sizes. */
  replacedCover: (audiobookId: string, coverId: string, format: ImageFormat) =>
    `audiobooks/${audiobookId}/cover-${coverId}.${imageFormats[format].extension}`,
  audiobookSample: (audiobookId: string) => `audiobooks/${audiobookId}/sample.mp3`,
  /** A recording that comes in parts: what it is shows when all of it is there. */
  audiobookUpload: (audiobookId: string, uploadId: string) =>
    `audiobooks/${audiobookId}/upload-${uploadId}`,
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
