import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerCall } from '../../../dev/ai/ledger.ts';
import { speechCostMicros, tokenCostMicros } from '../../../domain/pricing/ai-prices.ts';
import { ingest, makeRecording, readTranscript, someText } from '../../support/audiobooks.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

const model = 'gpt-4o-transcribe';

/**
 * Just under five minutes each, so that the pause after every chapter is where a chunk ends, and a short last one. The
 * marker is a word that no text of the tests has otherwise: the faults know their chapter by it.
 */
const chapterPlans = [
  { title: 'truncated once', words: 815, marker: 'xaqa' },
  { title: 'empty twice', words: 815, marker: 'xaqe' },
  { title: 'only the other model hears it', words: 815, marker: 'xaqi' },
  { title: 'nobody hears it', words: 230, marker: 'xaqo' },
];

describe('quality gates', () => {
  let lector: TestLector;

  beforeAll(async () => {
    lector = await startLector();
  });
  afterAll(() => lector.stop());

  it('mend what a provider dropped, by what it takes, and tell what they did and what it cost', async () => {
    const chapters = chapterPlans.map(({ title, words, marker }) => ({
      title,
      text: someText(words, title)
        .split(' ')
        .map((word, position) => (position % 100 === 50 ? marker : word))
        .join(' '),
    }));
    const book = await makeRecording({ text: '', chapters });
    const fault = (index: number, kind: object, rest: object = {}, match: object = {}) => ({
      match: {
        path: '/v1/audio/transcriptions',
        text_includes: chapterPlans[index]?.marker,
        ...match,
      },
      fault: kind,
      ...rest,
    });
    await lector.ai.setFaults([
      fault(0, { kind: 'truncate_text', keep: 0.2 }, { times: 1 }),
      fault(1, { kind: 'empty_text' }, { times: 2 }),
      fault(2, { kind: 'empty_text' }, {}, { model }),
      fault(3, { kind: 'empty_text' }),
    ]);

    const { id, ingestion } = await ingest(lector.admin, book.path, { title: 'Dropped' });
    expect(ingestion).toMatchObject({ status: 'published', progress: { chunks_total: 4 } });
    const { document, words } = await readTranscript(lector.admin, id);
    const lost = book.chapters[3]?.startSeconds ?? 0;
    const heard = chapters.slice(0, 3).map(({ text }) => text);
    const mark = words.split(' ').at(-1) ?? '';
    expect(mark).toMatch(/^\[inaudible\u00a0\d\d:\d\d:\d\d\]$/);
    expect(firstDifference(words, [...heard, mark].join(' '))).toBeNull();

    const flags = document.quality.map((entry) => entry.flags);
    expect(flags).toEqual([
      ['split_in_half'],
      ['fallback_model'],
      expect.arrayContaining(['sparse_text', 'gap']),
    ]);
    expect(document.quality.at(-1)?.start_seconds).toBeCloseTo(lost, 0);
    expect(document.models).toEqual([model, 'whisper-1']);

    const calls = await lector.ai.calls();
    const speech = calls.filter((call) => call.path === '/v1/audio/transcriptions');
    // Once more; once more and two halves; once more, two halves and the other model; the same.
    expect(speech).toHaveLength(2 + 4 + 5 + 5);
    expect(ingestion.cost.micros).toBe(sum(calls, costOf));
    const vain = speech.filter((call) => call.fault !== null);
    expect(ingestion.cost.wasted_micros).toBe(sum(vain, costOf));
  });

  it('do so for a recording of a single chunk as well', async () => {
    const book = await makeRecording({ text: someText(100, 'alone') });
    const [word = ''] = book.text.split(' ');
    const match = { path: '/v1/audio/transcriptions', text_includes: word };
    await lector.ai.setFaults([{ match, fault: { kind: 'empty_text' }, times: 1 }]);
    const { id, ingestion } = await ingest(lector.admin, book.path, { title: 'Alone' });
    expect(ingestion.status).toBe('published');
    expect(firstDifference((await readTranscript(lector.admin, id)).words, book.text)).toBeNull();
  });

  it('hold the chunks of a short book against each other', async () => {
    const book = await makeRecording({ text: someText(1030, 'pair') });
    const word = book.text.split(' ').at(-20) ?? '';
    const match = { path: '/v1/audio/transcriptions', text_includes: word };
    await lector.ai.setFaults([{ match, fault: { kind: 'truncate_text', keep: 0.2 }, times: 1 }]);
    const { id, ingestion } = await ingest(lector.admin, book.path, { title: 'Pair' });
    expect(ingestion).toMatchObject({ status: 'published', progress: { chunks_total: 2 } });
    const { document, words } = await readTranscript(lector.admin, id);
    expect(firstDifference(words, book.text)).toBeNull();
    expect(document.quality).toEqual([]);
  });
});

function costOf(call: LedgerCall): number {
  const inputTokens = call.prompt_tokens ?? 0;
  const outputTokens = call.completion_tokens ?? 0;
  if (call.audio_seconds === null || inputTokens > 0) {
    return tokenCostMicros(call.model ?? '', { inputTokens, outputTokens });
  }
  const seconds = Math.ceil(call.audio_seconds);
  return speechCostMicros(call.model ?? '', { kind: 'duration', seconds }, seconds);
}

function sum<Item>(items: Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
