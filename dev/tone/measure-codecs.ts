import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hearAudioFile } from './hear-audio-file.ts';
import { renderToneBook } from './render-tone-book.ts';
import { runFfmpeg } from './run-ffmpeg.ts';
import { splitWords } from './split-words.ts';
import type { ToneBookFormat } from './tone-book.ts';

/** Word errors and speed of tone-coded audio through each codec: `node dev/tone/measure-codecs.ts --minutes 60`. */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, noise: { type: 'string' } },
});

const formats: ToneBookFormat[] = ['wav', 'flac', 'mp3', 'm4b', 'ogg', 'aac'];
const slugs = ['the-salt-almanac', 'blatimen', 'la-derniere-abeille'];
const texts = slugs.map((slug) =>
  readFileSync(new URL(`../samples/books/${slug}.txt`, import.meta.url), 'utf8'),
);
const prose = splitWords(texts.join('\n'));
const words = Array.from(
  { length: Math.round(Number(values.minutes) * 190) },
  (_, index) => prose[index % prose.length] ?? '',
);
const directory = await mkdtemp(join(tmpdir(), 'measure-codecs-'));
try {
  for (const format of formats) {
    const book = await renderToneBook({
      path: join(directory, `book.${format}`),
      format,
      title: 'Measure',
      author: 'Measure',
      chapters: [{ title: 'One', text: words.join(' ') }],
      ...(values.noise && { noiseDbfs: Number(values.noise) }),
    });
    const again = join(directory, 'again.mp3');
    const toMp3 = ['-ar', '16000', '-ac', '1', '-b:a', '64k'];
    await runFfmpeg({ args: ['-y', '-i', book.path, '-map', '0:a', ...toMp3, again] });
    const wpm = (words.length / book.durationSeconds) * 60;
    console.log(
      `${format.padEnd(5)} ${words.length} words, ${wpm.toFixed(1)} a minute:`,
      await errorsIn(book.path),
      `| again as MP3 64k 16 kHz: ${await errorsIn(again)}`,
    );
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function errorsIn(path: string): Promise<string> {
  const started = performance.now();
  const heard = await hearAudioFile(path);
  const times = (heard.durationSeconds * 1000) / (performance.now() - started);
  const wrong = words.filter((word, index) => heard.words[index]?.text !== word).length;
  const extra = Math.abs(heard.words.length - words.length);
  return `${wrong} wrong, ${extra} extra or missing, ${times.toFixed(0)} × real time with ffmpeg`;
}
