import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RenderedToneBook } from '../../../dev/tone/render-tone-book.ts';
import { toneBookFormats, type ToneBookFormat } from '../../../dev/tone/tone-book.ts';
import { ingest, makeRecording, someText } from '../../support/audiobooks.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

describe('ingestion', () => {
  let lector: TestLector;
  let ends: Map<ToneBookFormat, ReturnType<typeof ingestAs>>;

  beforeAll(async () => {
    lector = await startLector();
    ends = new Map(toneBookFormats.map((format) => [format, ingestAs(format)]));
    for (const end of ends.values()) end.catch(() => undefined);
  });
  afterAll(() => lector.stop());

  async function ingestAs(format: ToneBookFormat): Promise<{ book: RenderedToneBook } & Ingested> {
    const book = await makeRecording({ text: someText(1030), format });
    return { book, ...(await ingest(lector.admin, book.path, { title: `As ${format}` })) };
  }
  type Ingested = Awaited<ReturnType<typeof ingest>>;

  it.each(toneBookFormats)('transcribes %s through a chunk seam word for word', async (format) => {
    const { book, id, ingestion } = await (ends.get(format) ?? ingestAs(format));
    expect(ingestion).toMatchObject({
      status: 'published',
      error: null,
      attempts: 1,
      progress: { chunks_total: 2, chunks_done: 2, percent: 100 },
    });
    const { body } = await lector.admin.get<string>(`/audiobooks/${id}/transcript?format=txt`);
    expect(firstDifference(body.trim(), book.text)).toBeNull();
    // Raw AAC says nothing of its length, and what is estimated from its bit rate is far off.
    const told = await lector.admin.get<{ duration_seconds: number }>(`/audiobooks/${id}`);
    expect(Math.abs(told.body.duration_seconds - book.durationSeconds)).toBeLessThan(0.5);
  });

  it('pays for each chunk once, and for one summary a book', async () => {
    await Promise.all(ends.values());
    const calls = await lector.ai.calls();
    const paths = Object.groupBy(calls, (call) => call.path);
    expect(paths['/v1/audio/transcriptions']?.length).toBe(2 * toneBookFormats.length);
    expect(paths['/v1/chat/completions']?.length).toBe(toneBookFormats.length);
    expect(calls.filter((call) => call.damaged_words)).toEqual([]);
  });
});
