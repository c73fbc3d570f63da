import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bookEncoding, takesPicture } from './book-encoding.ts';
import { bookMetadata } from './book-metadata.ts';
import { layOutSpeech, type SpeechOptions, type SpokenWord } from './lay-out-speech.ts';
import { renderSpeech } from './render-speech.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { endsSentence } from './split-words.ts';
import type { ToneBook } from './tone-book.ts';

export interface RenderedToneBook {
  path: string;
  durationSeconds: number;
  chapters: { title: string; startSeconds: number; endSeconds: number }[];
  /** Every word spoken, in order, with its times. */
  words: SpokenWord[];
  /** The same words, joined by single spaces: what a perfect transcript says. */
  text: string;
}

/**
 * Writes a book as tone-coded audio, with its tags, chapters and cover, through the `ffmpeg` of PATH. The file appears
 * under its name when it is whole. The same book gives the same samples.
 *
 * @throws FfmpegError where ffmpeg can't write it; RangeError for a word that is too long (`maxWordBytes`)
 */
export async function renderToneBook(book: ToneBook): Promise<RenderedToneBook> {
  const { sampleRateHz = 44_100, seed = 1, noiseDbfs } = book;
  const speech = layOutSpeech(spokenTexts(book), speechOptions(book));
  const scratch = await mkdtemp(join(tmpdir(), 'tone-book-'));
  const partPath = `${book.path}.${process.pid}.part`;
  try {
    const metadataPath = join(scratch, 'metadata.txt');
    const coverPath = join(scratch, 'cover');
    await writeFile(metadataPath, bookMetadata(book, speech));
    if (book.cover) await writeFile(coverPath, book.cover);
    await mkdir(dirname(book.path), { recursive: true });
    const noise = noiseDbfs === undefined ? {} : { noiseDbfs };
    await runFfmpeg({
      args: [
        ['-y', '-f', 's16le', '-ar', String(sampleRateHz), '-ac', '1', '-i', 'pipe:0'],
        ['-f', 'ffmetadata', '-i', metadataPath],
        takesPicture(book) ? ['-i', coverPath] : [],
        bookEncoding(book),
        `file:${partPath}`,
      ].flat(),
      input: asBytes(renderSpeech(speech, { sampleRateHz, seed, ...noise })),
    });
    await rename(partPath, book.path);
  } finally {
    await rm(partPath, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
  return {
    path: book.path,
    durationSeconds: speech.durationSeconds,
    chapters: speech.chapters.map((times, index) => ({
      title: book.chapters[index]?.title ?? '',
      ...times,
    })),
    words: speech.words,
    text: speech.words.map((word) => word.text).join(' '),
  };
}

function spokenTexts({ chapters, readTitles }: ToneBook): string[] {
  if (!readTitles) return chapters.map(({ text }) => text);
  return chapters.map(({ title, text }) => `${endsSentence(title) ? title : `${title}.`} ${text}`);
}

function speechOptions(book: ToneBook): SpeechOptions {
  const { seed, runOn, leadingSilenceSeconds, trailingSilenceSeconds } = book;
  return {
    ...(seed !== undefined && { seed }),
    ...(runOn !== undefined && { runOn }),
    ...(leadingSilenceSeconds !== undefined && { leadingSilenceSeconds }),
    ...(trailingSilenceSeconds !== undefined && { trailingSilenceSeconds }),
  };
}

function* asBytes(blocks: Iterable<Int16Array>): Generator<Buffer> {
  for (const block of blocks) {
    // Copied: a block is overwritten by the next one while ffmpeg still reads.
    yield Buffer.from(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
  }
}
