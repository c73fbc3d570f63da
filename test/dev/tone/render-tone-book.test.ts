import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hearAudioFile } from '../../../dev/tone/hear-audio-file.ts';
import { measureCodec } from '../../../dev/tone/measure-codecs.ts';
import { renderToneBook } from '../../../dev/tone/render-tone-book.ts';
import { FfmpegError, runFfmpeg } from '../../../dev/tone/run-ffmpeg.ts';
import {
  type ToneBook,
  type ToneBookFormat,
  toneBookFormats,
} from '../../../dev/tone/tone-book.ts';
import { probe } from './probe.ts';

const chapters = [
  { title: 'One; #1 = "first"', text: 'Über alles: 海は静かだった。' },
  { title: '第二章 \\ Two', text: 'A second, shorter chapter.' },
];
let directory = '';
let cover = Buffer.alloc(0);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tone-book-test-'));
  const pieces: Buffer[] = [];
  const picture = ['-f', 'lavfi', '-i', 'color=teal:s=64x64', '-frames:v', '1'];
  await runFfmpeg({
    args: [...picture, '-f', 'mjpeg', 'pipe:1'],
    onOutput: (bytes) => pieces.push(bytes),
  });
  cover = Buffer.concat(pieces);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

function bookIn(format: ToneBookFormat, more: Partial<ToneBook> = {}): ToneBook {
  return {
    path: join(directory, `book-${JSON.stringify(more).length}.${format}`),
    format,
    title: 'Blåtimen = 海',
    author: 'Åse Nørgård',
    narrator: 'Mikkel',
    chapters,
    cover,
    ...more,
  };
}

describe.each(toneBookFormats)('a book in %s', (format) => {
  it('says every word, also after it is encoded again as MP3 64k at 16 kHz', async () => {
    const measured = await measureCodec(format, { minutes: 0.4 });
    expect(measured).toMatchObject({ words: 76, wrong: 0, wrongAgain: 0 });
    expect(measured.wordsPerMinute).toBeGreaterThanOrEqual(189);
  });

  it('carries its tags, chapters and cover', async () => {
    const book = await renderToneBook(bookIn(format));
    const heard = await hearAudioFile(book.path);
    expect(heard.words.map((word) => word.text).join(' ')).toBe(book.text);
    expect(heard.durationSeconds).toBeCloseTo(book.durationSeconds, 0);
    const found = await probe(book.path);
    expect(found.tags).toMatchObject({ title: 'Blåtimen = 海', artist: 'Åse Nørgård' });
    expect(found.hasCover).toBe(!['wav', 'aac'].includes(format));
    const expected = book.chapters.map(({ title, startSeconds }) => ({
      title,
      startSeconds: expect.closeTo(startSeconds, 2),
    }));
    expect(found.chapters).toEqual(format === 'wav' ? [] : expected);
  });
});

describe('renderToneBook', () => {
  it('speaks the titles as sentences of their own where asked to', async () => {
    const book = await renderToneBook(
      bookIn('wav', {
        chapters: [
          { title: 'One', text: 'First words.' },
          { title: 'Really?', text: 'Second words.' },
        ],
        readTitles: true,
      }),
    );
    expect(book.text).toBe('One. First words. Really? Second words.');
  });

  it.each(['mp3', 'ogg'] as const)('writes %s with a variable bit rate', async (format) => {
    const book = await renderToneBook(bookIn(format, { vbr: true }));
    const heard = await hearAudioFile(book.path);
    expect(heard.words.map((word) => word.text).join(' ')).toBe(book.text);
  });

  it('says what ffmpeg complained about, and leaves no file behind', async () => {
    const bad = bookIn('mp3', {
      cover: Buffer.from('no picture'),
      path: join(directory, 'no.mp3'),
    });
    await expect(renderToneBook(bad)).rejects.toThrow(FfmpegError);
    const left = await readdir(directory);
    expect(left.filter((name) => name.startsWith('no.mp3'))).toEqual([]);
  });
});
