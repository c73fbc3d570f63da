import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSampleBooks } from '../../../dev/samples/make-sample-books.ts';
import { parseBookText } from '../../../dev/samples/parse-book-text.ts';
import { type SampleBook, sampleBooks } from '../../../dev/samples/sample-books.ts';
import { hearAudioFile } from '../../../dev/tone/hear-audio-file.ts';
import { layOutSpeech } from '../../../dev/tone/lay-out-speech.ts';
import { probe } from '../tone/probe.ts';

async function chaptersOf(book: SampleBook): Promise<{ title: string; text: string }[]> {
  const file = new URL(`../../../dev/samples/books/${book.slug}.txt`, import.meta.url);
  return parseBookText(await readFile(file, 'utf8'));
}

describe('the texts', () => {
  it('are a long M4B, a short MP3 with a title beyond ASCII, and one more', async () => {
    const minutes: Record<string, number> = {};
    for (const book of sampleBooks) {
      const texts = (await chaptersOf(book)).map(({ title, text }) => `${title}. ${text}`);
      const { words, durationSeconds } = layOutSpeech(texts, { seed: book.seed });
      minutes[book.format] = durationSeconds / 60;
      expect((words.length / durationSeconds) * 60).toBeGreaterThanOrEqual(189);
    }
    expect(minutes['m4b']).toBeGreaterThan(20);
    expect(minutes['m4b']).toBeLessThan(25);
    expect(minutes['mp3']).toBeGreaterThan(3);
    expect(minutes['mp3']).toBeLessThan(5);
    expect(sampleBooks.find(({ format }) => format === 'mp3')?.title).toMatch(/[^\u0020-\u007e]/);
  });

  it('are not made of repeated sentences', async () => {
    for (const book of sampleBooks) {
      const text = (await chaptersOf(book)).map((chapter) => chapter.text).join(' ');
      const sentences = text.match(/[^.!?]{40,}[.!?]/g) ?? [];
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });
});

describe('parseBookText', () => {
  it('refuses text before the first heading, and an empty chapter', () => {
    expect(() => parseBookText('stray\n# One\ntext')).toThrow('before the first heading');
    expect(() => parseBookText('# One\n\n# Two\ntext')).toThrow('"One" is empty');
  });
});

describe('makeSampleBooks', () => {
  const short = sampleBooks.filter(({ format }) => format === 'ogg');
  let directory = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sample-books-'));
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('renders what is not there, with tags, chapters and a cover', async () => {
    const [book] = await makeSampleBooks(directory, short);
    const heard = await hearAudioFile(book?.path ?? '');
    expect(heard.words.map(({ text }) => text).join(' ')).toBe(book?.text);
    const found = await probe(book?.path ?? '');
    expect(found.tags).toMatchObject({ title: 'La Dernière Abeille', genre: 'Short Stories' });
    expect(found.chapters.map(({ title }) => title)).toEqual([
      'Première partie',
      'Deuxième partie',
    ]);
    expect(found.hasCover).toBe(true);
    const cover = await readFile(book?.coverPath ?? '');
    expect([...cover.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  it('only reads the second time', async () => {
    const [first] = await makeSampleBooks(directory, short);
    const before = await stat(first?.path ?? '');
    const started = performance.now();
    const [second] = await makeSampleBooks(directory, short);
    expect(performance.now() - started).toBeLessThan(200);
    expect(second).toEqual(first);
    expect((await stat(second?.path ?? '')).mtimeMs).toBe(before.mtimeMs);
  });

  it('renders anew what has changed', async () => {
    const [first] = await makeSampleBooks(directory, short);
    const book = short[0] as SampleBook;
    const [changed] = await makeSampleBooks(directory, [
      { ...book, seed: book.seed + 1, format: 'wav', sampleRateHz: 8_000 },
    ]);
    expect(changed?.path).not.toBe(first?.path);
    expect(changed?.text).toBe(first?.text);
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
