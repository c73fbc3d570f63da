import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingest, makeRecording, someText } from '../support/audiobooks.ts';
import { startLector, type TestLector } from '../support/lector.ts';

describe('ingestion', () => {
  let lector: TestLector;

  beforeAll(async () => {
    lector = await startLector();
  });
  afterAll(() => lector.stop());

  it.each(['mp3', 'm4b', 'flac', 'ogg', 'aac', 'wav', 'm4a'] as const)(
    'transcribes a %s through its chunk seams word for word',
    async (format) => {
      const book = await makeRecording({ text: someText(1300), format, sampleRateHz: 22_050 });
      const { id, ingestion } = await ingest(lector.admin, book.path, { title: `As ${format}` });
      expect(ingestion).toMatchObject({ status: 'published', error: null, attempts: 1 });
      expect(ingestion.progress.chunks_total).toBeGreaterThan(1);
      const { body } = await lector.admin.get<string>(`/audiobooks/${id}/transcript?format=txt`);
      expect(body.match(/\S+/g)?.join(' ')).toBe(book.text);
    },
  );
});
