import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingestionEnd, readTranscript, someText, uploadForm } from '../../support/audiobooks.ts';
import type { RenderedToneBook } from '../../../dev/tone/render-tone-book.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { renderRecording } from '../../support/render-recording.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startWholeStack, type WholeStack } from '../../support/whole-stack.ts';
import { startTestAssemblyAi, type TestAssemblyAi } from '../../dev/assemblyai/test-stand-in.ts';

const microsPerSecond = 210_000 / 3600;

describe('ingestion by AssemblyAI', () => {
  let assemblyAi: TestAssemblyAi;
  let lector: WholeStack;

  beforeAll(async () => {
    assemblyAi = await startTestAssemblyAi();
    lector = await startWholeStack({
      TRANSCRIBE_PROVIDER: 'assemblyai',
      ASSEMBLYAI_API_KEY: 'key',
      ASSEMBLYAI_BASE_URL: assemblyAi.url,
    });
  }, 120_000);
  afterAll(async () => {
    await lector.stop();
    await assemblyAi[Symbol.asyncDispose]();
  });

  function render(title: string, words: number): Promise<RenderedToneBook> {
    const path = join(lector.directory, `${title}.mp3`);
    const chapters = [{ title, text: someText(words, title) }];
    const shape = { format: 'mp3', sampleRateHz: 16_000 } as const;
    return renderRecording({ ...shape, title, author: 'Somebody', path, chapters });
  }

  async function send(book: RenderedToneBook, fields: Record<string, string>): Promise<string> {
    const form = await uploadForm(book.path, fields);
    return (await lector.admin.upload<{ id: string }>(form)).body.id;
  }

  it('is word for word, with the times of all words, and paid for by the second', async () => {
    const book = await render('Detected', 60);
    const id = await send(book, { title: 'Detected' });
    expect(await ingestionEnd(lector.admin, id)).toMatchObject({ status: 'published' });
    const { document, words } = await readTranscript(lector.admin, id);
    expect(firstDifference(words, book.text)).toBeNull();
    expect(document).toMatchObject({ language: 'en', models: ['universal-3-5-pro'] });
    expect(document.segments.filter(({ estimated }) => estimated)).toEqual([]);
    const errors = book.words.map((word, index) => {
      const told = document.words?.[index];
      return told?.text === word.text ? Math.abs(told.start_seconds - word.startSeconds) : Infinity;
    });
    expect(Math.max(...errors)).toBeLessThan(0.1);

    const [paid] = assemblyAi.paidJobs();
    const seconds = Math.round(paid?.audio_seconds ?? 0);
    const costs = await lector.query<{ cost_micros: string }>(
      `select cost_micros from paid_results where kind = 'transcription'`,
    );
    expect(costs.map((row) => Number(row.cost_micros))).toEqual([
      Math.round(seconds * microsPerSecond),
    ]);

    // The same recording under the same title is an answer that was paid for.
    expect(await ingestionEnd(lector.admin, await send(book, { title: 'Detected' }))).toMatchObject(
      {
        status: 'published',
        cost: { micros: 0 },
      },
    );
    expect(assemblyAi.paidJobs()).toHaveLength(1);
  }, 60_000);

  it('goes on with its jobs after kill -9 of the worker: no chunk is paid for twice', async () => {
    await assemblyAi.reset();
    await assemblyAi.setLatency({ fixed_seconds: 3600 });
    const books = await Promise.all(['One', 'Other'].map((title) => render(title, 60)));
    const ids = await Promise.all(books.map((book) => send(book, { title: basename(book.path) })));
    const areNoted = async () => {
      const notes = await lector.query<{ note: { jobId: string | null } }>(
        'select note from speech_jobs',
      );
      return notes.length === 2 && notes.every(({ note }) => note.jobId !== null);
    };
    await waitFor('two jobs that are noted', areNoted, 60_000);
    await lector.killAndAwaitReturn('worker', 'SIGKILL');
    await assemblyAi.setLatency({ fixed_seconds: 0 });

    for (const [index, id] of ids.entries()) {
      expect(await ingestionEnd(lector.admin, id)).toMatchObject({
        status: 'published',
        attempts: 1,
        progress: { chunks_total: 1, chunks_done: 1 },
      });
      const { words } = await readTranscript(lector.admin, id);
      expect(firstDifference(words, books[index]?.text ?? '')).toBeNull();
    }
    expect(assemblyAi.paidJobs().map(({ damaged_words: damaged }) => damaged)).toEqual([0, 0]);
    const called = (route: string) => assemblyAi.routes().filter((each) => each === route);
    expect(called('POST /v2/upload')).toHaveLength(2);
    expect(called('POST /v2/transcript')).toHaveLength(2);
    const attempts = await lector.query<{ attempts: number }>(
      `select c.attempts from transcription_chunks c
        join audiobooks a on a.transcription_id = c.transcription_id where a.id = any($1)`,
      [ids],
    );
    expect(attempts).toEqual([{ attempts: 2 }, { attempts: 2 }]);
    expect(await lector.query('select * from speech_jobs')).toEqual([]);
  }, 180_000);
});
