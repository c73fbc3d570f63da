import type { ToneBook, ToneBookFormat } from './tone-book.ts';

/** ffmpeg's muxer of each format, and what it needs. */
const muxing: Record<ToneBookFormat, string[]> = {
  mp3: ['-f', 'mp3', '-id3v2_version', '3'],
  m4b: ['-f', 'ipod', '-brand', 'M4B ', '-movflags', '+faststart'],
  m4a: ['-f', 'ipod', '-movflags', '+faststart'],
  flac: ['-f', 'flac'],
  ogg: ['-f', 'ogg'],
  wav: ['-f', 'wav'],
  aac: ['-f', 'adts', '-write_id3v2', '1'],
};

const encoders: Record<ToneBookFormat, string> = {
  mp3: 'libmp3lame',
  m4b: 'aac',
  m4a: 'aac',
  flac: 'flac',
  ogg: 'libvorbis',
  wav: 'pcm_s16le',
  aac: 'aac',
};

/** ffmpeg's own AAC coder takes four times as long without it, and the tones don't need its care. */
const fastAac = ['-aac_coder', 'fast'];

/** LAME's V6 and Vorbis' q1 come to about 64 kb/s here. */
const variableQuality: Partial<Record<ToneBookFormat, string>> = { mp3: '6', ogg: '1' };

const withPictureStream = new Set<ToneBookFormat>(['mp3', 'm4b', 'm4a', 'flac']);

/** Whether a cover goes in as an attached picture. */
export function takesPicture(book: ToneBook): boolean {
  return book.cover !== undefined && withPictureStream.has(book.format);
}

/** ffmpeg's arguments behind its inputs: samples, metadata and, where there is one, the cover. */
export function bookEncoding(book: ToneBook): string[] {
  const { format, bitrateKbps = 64, vbr = false } = book;
  const picture = takesPicture(book)
    ? ['-map', '2:v', '-c:v', 'copy', '-disposition:v', 'attached_pic']
    : [];
  const lossless = format === 'wav' || format === 'flac';
  const quality = vbr ? variableQuality[format] : undefined;
  const rate = quality ? ['-q:a', quality] : lossless ? [] : ['-b:a', `${bitrateKbps}k`];
  const streams = ['-map', '0:a', ...picture, '-map_metadata', '1', '-map_chapters', '1'];
  const encoder = encoders[format];
  const speed = encoder === 'aac' ? fastAac : [];
  return [...streams, '-c:a', encoder, ...speed, ...rate, ...muxing[format]];
}
