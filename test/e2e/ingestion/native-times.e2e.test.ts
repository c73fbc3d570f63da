import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingest, makeRecording, readTranscript, someText } from '../../support/audiobooks.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

describe('a model that gives times', () => {
  let lector: TestLector;

  beforeAll(async () => {
    lector = await startLector({ settings: { TRANSCRIBE_MODEL: 'whisper-1' } });
  });
  afterAll(() => lector.stop());

  it('tells the language with the first chunk alone, and every time to a tenth of a second', async () => {
    const book = await makeRecording({ text: someText(2200, 'timed') });
    const { id, ingestion } = await ingest(lector.admin, book.path, { title: 'Timed' });
    expect(ingestion.progress.chunks_total).toBe(2);

    const calls = (await lector.ai.calls()).filter((call) => call.model === 'whisper-1');
    expect(calls).toHaveLength(2);
    const [first, second] = calls.map((call) => ({
      words: call.words ?? 0,
      endedMs: Date.parse(call.time),
      begunMs: Date.parse(call.time) - call.duration_ms,
    }));
    expect(second?.begunMs).toBeGreaterThanOrEqual(first?.endedMs ?? Infinity);

    const { document, words } = await readTranscript(lector.admin, id);
    expect(firstDifference(words, book.text)).toBeNull();
    expect(document.models).toEqual(['whisper-1']);
    expect(document.segments.filter((segment) => segment.estimated)).toEqual([]);
    expect(document.words).toHaveLength(book.words.length);
    const errors = book.words.map((word, index) => {
      const told = document.words?.[index];
      return told?.text === word.text ? Math.abs(told.start_seconds - word.startSeconds) : Infinity;
    });
    expect(Math.max(...errors)).toBeLessThan(0.1);
    // The second chunk's words are counted from its own beginning by the provider.
    expect(document.words?.[first?.words ?? 0]?.start_seconds).toBeGreaterThan(300);
  });

  it('is told the language where the uploader told it', async () => {
    const book = await makeRecording({ text: someText(30, 'known') });
    const { id } = await ingest(lector.admin, book.path, { title: 'Known', language: 'fr' });
    expect((await readTranscript(lector.admin, id)).document.language).toBe('fr');
  });
});
