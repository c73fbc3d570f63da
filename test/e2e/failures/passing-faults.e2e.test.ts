import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingest, makeRecording, readTranscript } from '../../support/audiobooks.ts';
import { markedText, speechCalls, speechFault } from '../../support/faulty-speech.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

/** Each strikes the first calls for the book whose marker it is. */
const faults = [
  {
    name: '429 with Retry-After',
    marker: 'xeqa',
    times: 1,
    fault: { kind: 'status', status: 429, retry_after_seconds: 3 },
  },
  { name: '500, twice', marker: 'xeqe', times: 2, fault: { kind: 'status', status: 500 } },
  {
    name: 'a connection cut before the answer',
    marker: 'xeqi',
    times: 1,
    fault: { kind: 'cut_connection', after: 'none' },
  },
  {
    name: 'a connection cut in the answer',
    marker: 'xeqo',
    times: 1,
    fault: { kind: 'cut_connection', after: 'half' },
  },
  { name: "a proxy's HTML page", marker: 'xequ', times: 1, fault: { kind: 'html' } },
  { name: 'malformed JSON', marker: 'xeqai', times: 1, fault: { kind: 'malformed_json' } },
];

describe('a fault of the provider that passes', () => {
  let lector: TestLector;
  let ends: Map<string, ReturnType<typeof ingestMarked>>;

  beforeAll(async () => {
    lector = await startLector();
    await lector.ai.setFaults(
      faults.map(({ marker, fault, times }) => speechFault(marker, fault, times)),
    );
    ends = new Map(faults.map(({ marker }) => [marker, ingestMarked(marker)]));
    for (const end of ends.values()) end.catch(() => undefined);
  });
  afterAll(() => lector.stop());

  async function ingestMarked(marker: string) {
    const book = await makeRecording({ text: markedText(60, marker) });
    return { book, ...(await ingest(lector.admin, book.path, { title: marker })) };
  }

  it.each(faults)('$name: is tried again, and leaves no trace', async ({ marker }) => {
    const { book, id, ingestion } = await (ends.get(marker) ?? ingestMarked(marker));
    expect(ingestion).toMatchObject({ status: 'published', attempts: 1, error: null });
    expect(firstDifference((await readTranscript(lector.admin, id)).words, book.text)).toBeNull();
  });

  it('is met just as often as it struck, and not before the provider asked to be', async () => {
    await Promise.all(ends.values());
    const calls = await speechCalls(lector.ai);
    const struck = calls.filter((call) => call.fault !== null);
    expect(struck).toHaveLength(faults.reduce((sum, { times }) => sum + times, 0));
    expect(calls).toHaveLength(struck.length + faults.length);
    const limited = struck.find((call) => call.status === 429);
    const again = calls.findLast((call) => call.audio_sha256 === limited?.audio_sha256);
    const begunMs = Date.parse(again?.time ?? '') - (again?.duration_ms ?? 0);
    expect(begunMs - Date.parse(limited?.time ?? '')).toBeGreaterThanOrEqual(2900);
  });
});
