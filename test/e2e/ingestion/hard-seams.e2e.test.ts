import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingest, makeRecording, readTranscript, someText } from '../../support/audiobooks.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';
import { withSilenceBetween } from '../../support/with-silence-between.ts';

describe('seams', () => {
  let lector: TestLector;

  beforeAll(async () => {
    lector = await startLector();
  });
  afterAll(() => lector.stop());

  it('merges what both sides heard where nobody ever pauses, to the word', async () => {
    const book = await makeRecording({ text: someText(2000, 'breathless'), runOn: true });
    const { id, ingestion } = await ingest(lector.admin, book.path, { title: 'Breathless' });
    expect(ingestion.progress.chunks_total).toBeGreaterThanOrEqual(2);
    const calls = (await lector.ai.calls()).filter((call) => call.audio_seconds);
    expect(calls).toHaveLength(ingestion.progress.chunks_total ?? 0);
    // The overlaps are heard twice, so the seams were hard ones.
    const heardSeconds = calls.reduce((sum, call) => sum + (call.audio_seconds ?? 0), 0);
    expect(heardSeconds).toBeGreaterThan(book.durationSeconds + 2 * (calls.length - 1));
    const { document, words } = await readTranscript(lector.admin, id);
    expect(firstDifference(words, book.text)).toBeNull();
    expect(document.quality).toEqual([]);
  });

  it('sends no silence', async () => {
    const parts = await Promise.all(
      ['before', 'after'].map((seed) => makeRecording({ text: someText(100, seed) })),
    );
    const path = await withSilenceBetween(parts, 700);
    const before = (await lector.ai.calls()).length;
    const { id, ingestion } = await ingest(lector.admin, path, { title: 'A long silence' });
    expect(ingestion).toMatchObject({ status: 'published', progress: { chunks_total: 3 } });
    const calls = (await lector.ai.calls()).slice(before).filter((call) => call.audio_seconds);
    expect(calls.map((call) => call.words)).toEqual([100, 100]);
    const { document, words } = await readTranscript(lector.admin, id);
    expect(firstDifference(words, parts.map(({ text }) => text).join(' '))).toBeNull();
    expect(document.quality).toEqual([]);
  });
});
