import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hearAudioFile } from './hear-audio-file.ts';
import { renderToneBook } from './render-tone-book.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { splitWords } from './split-words.ts';
import { type ToneBookFormat, toneBookFormats } from './tone-book.ts';

export interface CodecMeasurement {
  words: number;
  wordsPerMinute: number;
  /** Words that are not what was spoken, in the file itself and after encoding it again as MP3 64k, 16 kHz, mono. */
  wrong: number;
  wrongAgain: number;
  /** Audio seconds decoded in a second, ffmpeg included. */
  timesRealTime: number;
}

/** How tone-coded prose of some length fares in a format. */
export async function measureCodec(
  format: ToneBookFormat,
  { minutes, noiseDbfs }: { minutes: number; noiseDbfs?: number },
): Promise<CodecMeasurement> {
  const words = proseWords(Math.round(minutes * 190));
  const directory = await mkdtemp(join(tmpdir(), 'measure-codecs-'));
  try {
    const book = await renderToneBook({
      path: join(directory, `book.${format}`),
      format,
      title: 'Measure',
      author: 'Measure',
      chapters: [{ title: 'One', text: words.join(' ') }],
      ...(noiseDbfs !== undefined && { noiseDbfs }),
    });
    const again = join(directory, 'again.mp3');
    const coarse = ['-map', '0:a', '-ar', '16000', '-ac', '1', '-b:a', '64k'];
    await runFfmpeg({ args: ['-i', book.path, ...coarse, again] });
    const started = performance.now();
    const wrong = await countWrong(book.path, words);
    const seconds = (performance.now() - started) / 1000;
    return {
      words: words.length,
      wordsPerMinute: (words.length / book.durationSeconds) * 60,
      wrong,
      wrongAgain: await countWrong(again, words),
      timesRealTime: book.durationSeconds / seconds,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function countWrong(path: string, words: string[]): Promise<number> {
  const { words: heard } = await hearAudioFile(path);
  const wrong = words.filter((word, index) => heard[index]?.text !== word).length;
  return wrong + Math.max(0, heard.length - words.length);
}

/** The sample books over and over: mostly English, with Danish, Japanese and French in between. */
function proseWords(count: number): string[] {
  const slugs = ['blatimen', 'la-derniere-abeille', 'the-salt-almanac'];
  const texts = slugs.map((slug) =>
    readFileSync(new URL(`../samples/books/${slug}.txt`, import.meta.url), 'utf8'),
  );
  const prose = splitWords(texts.join('\n'));
  return Array.from({ length: count }, (_, index) => prose[index % prose.length] ?? '');
}

// `node dev/tone/measure-codecs.ts --minutes 60 [--noise -40]` prints a line a format.
if (import.meta.main) {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '5' }, noise: { type: 'string' } },
  });
  for (const format of toneBookFormats) {
    const options = { minutes: Number(values.minutes) };
    const noise = values.noise ? { noiseDbfs: Number(values.noise) } : {};
    console.log(format, await measureCodec(format, { ...options, ...noise }));
  }
}
