import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RenderedToneBook, renderToneBook } from '../tone/render-tone-book.ts';
import { drawCover } from './draw-cover.ts';
import { parseBookText } from './parse-book-text.ts';
import { type SampleBook, sampleBooks } from './sample-books.ts';

export interface MadeSampleBook extends SampleBook, RenderedToneBook {
  coverPath: string;
}

/** To be raised when the same text must sound or look another way, so that books made before are made anew. */
const edition = 1;

/**
 * The sample books as audio files in a directory. What is there already, made of the very same text, is kept: a second
 * call only reads. Safe to call from two processes at once.
 *
 * @throws FfmpegError where ffmpeg is missing or fails
 */
export async function makeSampleBooks(
  directory: string,
  books: readonly SampleBook[] = sampleBooks,
): Promise<MadeSampleBook[]> {
  await mkdir(directory, { recursive: true });
  return Promise.all(books.map((book) => makeSampleBook(directory, book)));
}

async function makeSampleBook(directory: string, book: SampleBook): Promise<MadeSampleBook> {
  const text = await readFile(new URL(`books/${book.slug}.txt`, import.meta.url), 'utf8');
  const hash = createHash('sha256')
    .update(JSON.stringify([edition, book, text]))
    .digest('hex');
  const stem = join(directory, `${book.slug}-${hash.slice(0, 12)}`);
  const recordPath = `${stem}.json`;
  const coverPath = `${stem}.jpg`;
  const path = `${stem}.${book.format}`;
  const known = await readRecord(recordPath);
  if (known) return { ...book, ...known, path, coverPath };

  const cover = await drawCover(book.cover, book.seed);
  const rendered = await renderToneBook({
    path,
    format: book.format,
    title: book.title,
    author: book.author,
    narrator: book.narrator,
    chapters: parseBookText(text),
    readTitles: true,
    cover,
    sampleRateHz: book.sampleRateHz,
    seed: book.seed,
    tags: {
      genre: book.genre,
      language: book.language,
      description: book.description,
      publisher: book.publisher,
      date: book.releaseDate,
    },
  });
  await writeWhole(coverPath, cover);
  // The record comes last: where it is, everything is.
  await writeWhole(recordPath, JSON.stringify(rendered));
  return { ...book, ...rendered, coverPath };
}

async function readRecord(path: string): Promise<RenderedToneBook | null> {
  if (!existsSync(path)) return null;
  return JSON.parse(await readFile(path, 'utf8')) as RenderedToneBook;
}

async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  const partPath = `${path}.${process.pid}.part`;
  await writeFile(partPath, content);
  await rename(partPath, path);
}
