import type { Speech } from './lay-out-speech.ts';
import type { ToneBook } from './tone-book.ts';

/**
 * Tags and chapters of a book as an ffmetadata file.
 * Source: ffmpeg's documentation, "Metadata" (formats, escaping).
 */
export function bookMetadata(book: ToneBook, speech: Speech): string {
  const tags: Record<string, string> = {
    title: book.title,
    album: book.title,
    artist: book.author,
    album_artist: book.author,
    genre: 'Audiobook',
    ...(book.narrator && { composer: book.narrator, performer: book.narrator }),
    ...(book.cover && book.format === 'ogg' && { METADATA_BLOCK_PICTURE: flacPicture(book.cover) }),
    ...((book.format === 'ogg' || book.format === 'flac') && chapterComments(book, speech)),
    ...book.tags,
  };
  const lines = [';FFMETADATA1', ...tagLines(tags)];
  for (const [index, { startSeconds, endSeconds }] of speech.chapters.entries()) {
    lines.push('[CHAPTER]', 'TIMEBASE=1/1000');
    lines.push(`START=${Math.round(startSeconds * 1000)}`, `END=${Math.round(endSeconds * 1000)}`);
    lines.push(...tagLines({ title: book.chapters[index]?.title ?? '' }));
  }
  return `${lines.join('\n')}\n`;
}

/** Chapters as Vorbis comments, which ffmpeg reads but, for Vorbis and FLAC, doesn't write of itself. */
function chapterComments(book: ToneBook, speech: Speech): Record<string, string> {
  const comments: Record<string, string> = {};
  for (const [index, { startSeconds }] of speech.chapters.entries()) {
    const name = `CHAPTER${String(index).padStart(3, '0')}`;
    comments[name] = clockTime(startSeconds);
    comments[`${name}NAME`] = book.chapters[index]?.title ?? '';
  }
  return comments;
}

function clockTime(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const hours = Math.floor(milliseconds / 3_600_000);
  const rest = new Date(milliseconds % 3_600_000).toISOString().slice(14, 23);
  return `${String(hours).padStart(2, '0')}:${rest}`;
}

function tagLines(tags: Record<string, string>): string[] {
  return Object.entries(tags).map(([name, value]) => `${name}=${escapeValue(value)}`);
}

function escapeValue(value: string): string {
  return value.replaceAll(/[=;#\\\n]/g, (special) => `\\${special}`);
}

/**
 * A cover for Ogg, which has no stream for pictures: FLAC's picture block in base64.
 * Source: RFC 9639 §8.8 and the Vorbis comment convention METADATA_BLOCK_PICTURE.
 */
function flacPicture(cover: Buffer): string {
  const frontCover = 3;
  const mime = Buffer.from(cover[0] === 0xff ? 'image/jpeg' : 'image/png');
  const header = Buffer.alloc(8 + mime.length + 4 + 16 + 4);
  header.writeUInt32BE(frontCover, 0);
  header.writeUInt32BE(mime.length, 4);
  mime.copy(header, 8);
  // An empty description, then width, height, depth and colours left 0: unknown.
  header.writeUInt32BE(cover.length, header.length - 4);
  return Buffer.concat([header, cover]).toString('base64');
}
