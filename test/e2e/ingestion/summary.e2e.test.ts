import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingest, makeRecording, someText } from '../../support/audiobooks.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

interface Book {
  summary: string;
  summary_degraded: boolean;
  tags: string[];
}

const chat = '/v1/chat/completions';

/** Told apart by the kind of fault in the ledger. */
const scenarios = {
  repaired: { fault: { kind: 'empty_text' }, times: 1 },
  hopeless: { fault: { kind: 'wrong_tag_count', count: 2 } },
  refused: { fault: { kind: 'refusal' } },
  passing: { fault: { kind: 'html' }, times: 1 },
  away: { fault: { kind: 'status', status: 503 } },
};
type Scenario = keyof typeof scenarios;

describe('summaries', () => {
  let lector: TestLector;
  let books: Record<Scenario, Awaited<ReturnType<typeof ingestBook>>>;

  beforeAll(async () => {
    lector = await startLector({ settings: { TRANSCRIBE_MAX_ATTEMPTS: '4' } });
    const names = Object.keys(scenarios) as Scenario[];
    const recordings = await Promise.all(
      names.map((name) => makeRecording({ text: someText(60, name) })),
    );
    await lector.ai.setFaults(
      names.map((name, index) => {
        const [word] = recordings[index]?.text.split(' ') ?? [];
        return { match: { path: chat, text_includes: word }, ...scenarios[name] };
      }),
    );
    const made = await Promise.all(
      recordings.map(({ path }, index) => ingestBook(path, names[index] ?? '')),
    );
    books = Object.fromEntries(names.map((name, index) => [name, made[index]])) as typeof books;
  });
  afterAll(() => lector.stop());

  async function ingestBook(path: string, title: string) {
    const { id, ingestion } = await ingest(lector.admin, path, { title });
    return { ingestion, book: (await lector.admin.get<Book>(`/audiobooks/${id}`)).body };
  }

  async function callsWith(fault: string) {
    return (await lector.ai.calls()).filter((call) => call.fault === fault);
  }

  it('shows the model its mistake, once', async () => {
    const { book, ingestion } = books.repaired;
    expect(await callsWith('empty_text')).toHaveLength(1);
    expect(ingestion).toMatchObject({ status: 'published', attempts: 1 });
    expect(book.summary_degraded).toBe(false);
    expect(new Set(book.tags).size).toBe(3);
  });

  it('extracts one itself when the model cannot get it right, says so, and stops paying', async () => {
    const { book, ingestion } = books.hopeless;
    expect(ingestion).toMatchObject({ status: 'published', error: null });
    expect(book.summary_degraded).toBe(true);
    expect(book.summary.length).toBeGreaterThan(20);
    expect(new Set(book.tags).size).toBe(3);
    // Three tries of two questions each, though a call may be tried four times.
    expect(await callsWith('wrong_tag_count')).toHaveLength(6);
  });

  it('does not argue with a refusal', async () => {
    expect(books.refused.ingestion.status).toBe('published');
    expect(books.refused.book.summary_degraded).toBe(true);
    expect(await callsWith('refusal')).toHaveLength(1);
  });

  it('tries again when something other than an answer comes', async () => {
    expect(await callsWith('html')).toHaveLength(1);
    expect(books.passing.book.summary_degraded).toBe(false);
  });

  it('leaves an outage to the operators, with the transcript done', async () => {
    expect(await callsWith('status')).toHaveLength(4);
    expect(books.away.ingestion).toMatchObject({
      status: 'transcription_failed',
      error: { code: 'ai_unavailable' },
      progress: { chunks_total: 1, chunks_done: 1 },
    });
  });
});
