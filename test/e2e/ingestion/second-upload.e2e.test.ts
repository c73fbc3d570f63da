import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingest, makeRecording, readTranscript, someText } from '../../support/audiobooks.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';

describe('the same recording, uploaded again', () => {
  let lector: TestLector;

  beforeAll(async () => {
    lector = await startLector();
  });
  afterAll(() => lector.stop());

  it('costs nothing under the same title and authors, and is asked anew under another title', async () => {
    const book = await makeRecording({ text: someText(120, 'twice') });
    const first = await ingest(lector.admin, book.path, { title: 'Twice' });
    expect(first.ingestion.cost.micros).toBeGreaterThan(0);
    const paid = (await lector.ai.calls()).length;
    expect(paid).toBe(2);

    const again = await ingest(lector.admin, book.path, { title: 'Twice' });
    expect(await lector.ai.calls()).toHaveLength(paid);
    expect(again.ingestion.cost).toMatchObject({ micros: 0, wasted_micros: 0 });
    expect(again.id).not.toBe(first.id);
    const [one, two] = await Promise.all(
      [first, again].map(({ id }) => readTranscript(lector.admin, id)),
    );
    for (const transcript of [one, two]) {
      expect(firstDifference(transcript?.words ?? '', book.text)).toBeNull();
    }

    // The title is context for the model, so the question is another one.
    await ingest(lector.admin, book.path, { title: 'Thrice' });
    expect(await lector.ai.calls()).toHaveLength(paid + 2);
  });
});
