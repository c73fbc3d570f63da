export const toneBookFormats = ['mp3', 'm4b', 'm4a', 'flac', 'ogg', 'wav', 'aac'] as const;
export type ToneBookFormat = (typeof toneBookFormats)[number];

/** An audiobook to be written as tone-coded audio. */
export interface ToneBook {
  path: string;
  format: ToneBookFormat;
  title: string;
  author: string;
  narrator?: string;
  chapters: readonly { title: string; text: string }[];
  /** JPEG or PNG bytes. WAV and raw AAC have no place for it. */
  cover?: Buffer;
  /** More tags of the container by ffmpeg's names: genre, date, description, language, publisher. */
  tags?: Record<string, string>;
  /** Speaks each chapter's title as a sentence of its own before its text. */
  readTitles?: boolean;
  /** 64 without it. WAV and FLAC have none. */
  bitrateKbps?: number;
  /** Variable bit rate (MP3 and Vorbis), about as large as 64 kb/s. */
  vbr?: boolean;
  sampleRateHz?: number;
  seed?: number;
  runOn?: boolean;
  noiseDbfs?: number;
  leadingSilenceSeconds?: number;
  trailingSilenceSeconds?: number;
}
