import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ingestAudiobook } from '../../../domain/contracts/ingest-audiobook.ts';
import { replay } from '../../../ops/replay.ts';
import {
  ingest,
  ingestionEnd,
  makeRecording,
  readTranscript,
  uploadForm,
  type IngestionBody,
} from '../../support/audiobooks.ts';
import { markedText, speechCalls, speechFault } from '../../support/faulty-speech.ts';
import { firstDifference } from '../../support/first-difference.ts';
import { startLector, type TestLector } from '../../support/lector.ts';
import { viewRun } from '../../support/view-run.ts';
import { waitFor } from '../../support/wait-for.ts';

const always500 = { kind: 'status', status: 500 };

describe('an ingestion that fails', () => {
  let lector: TestLector;

  beforeAll(async () => {
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    lector = await startLector({
      settings: { TRANSCRIBE_MAX_ATTEMPTS: '2', TRANSCRIBE_CONCURRENCY: '1' },
    });
  });
  afterAll(() => lector.stop());

  it('tells why, tells the administrator, and is replayed without paying for what is done', async () => {
    const book = await makeRecording({ text: markedText(2000, 'xoqa') });
    await lector.ai.setFaults([speechFault('xoqa', always500)]);
    const { id, ingestion } = await ingest(lector.admin, book.path, { title: 'Replayed' });
    expect(ingestion).toMatchObject({
      status: 'transcription_failed',
      attempts: 1,
      progress: { chunks_total: 3, chunks_done: 2 },
      error: { code: 'ai_unavailable', detail: expect.stringContaining('500') },
    });
    const failed = await runOf(id, 'FAILED');
    expect(failed.attributes).toMatchObject({ Stage: 'failed', FailureCode: 'ai_unavailable' });
    expect(failed.currentDetails).toContain(`replay --workflow-id ingest-audiobook/${id}`);
    expect(await alertsAbout(id, 1)).toHaveLength(1);
    // Two that are done, and two tries of the third.
    const calls = await speechCalls(lector.ai);
    expect(calls.filter((call) => call.paid)).toHaveLength(2);
    expect(calls.filter((call) => !call.paid)).toHaveLength(2);

    const retried = await retry(id);
    expect(retried.status).not.toBe('transcription_failed');
    expect(await ingestionEnd(lector.admin, id)).toMatchObject({
      status: 'transcription_failed',
      attempts: 2,
    });
    await runOf(id, 'FAILED');

    await lector.ai.setFaults([]);
    const before = (await lector.ai.calls()).length;
    expect(await replayByOps({ 'workflow-id': ingestAudiobook.workflowId(id) })).toBe(0);
    expect(await ingestionEnd(lector.admin, id)).toMatchObject({
      status: 'published',
      attempts: 3,
      error: null,
    });
    const paths = (await lector.ai.calls()).slice(before).map((call) => call.path);
    expect(paths).toEqual(['/v1/audio/transcriptions', '/v1/chat/completions']);
    expect(firstDifference((await readTranscript(lector.admin, id)).words, book.text)).toBeNull();
    // One for each run that failed.
    expect(await alertsAbout(id, 2)).toHaveLength(2);
  });

  it.each([
    { code: 'ai_unauthorized', words: 60, chunks: 1, fault: { kind: 'status', status: 401 } },
    {
      code: 'ai_quota_exhausted',
      words: 2000,
      chunks: 3,
      fault: { kind: 'status', status: 429, code: 'insufficient_quota' },
    },
  ])(
    'for good ($code) sends nothing more, and goes on when that is mended',
    async ({ code, fault, words, chunks }) => {
      const book = await makeRecording({ text: markedText(words, 'xoqa') });
      await lector.ai.setFaults([{ match: { path: '/v1/audio/transcriptions' }, fault }]);
      const before = (await lector.ai.calls()).length;
      const { id, ingestion } = await ingest(lector.admin, book.path, { title: code });
      expect(ingestion).toMatchObject({ status: 'transcription_failed', error: { code } });
      expect(ingestion.progress.chunks_total).toBe(chunks);
      // With one call at a time two chunks are in flight: none is tried again, and no other is begun.
      expect((await speechCalls(lector.ai, before)).length).toBeLessThanOrEqual(
        Math.min(chunks, 2),
      );

      await lector.ai.setFaults([]);
      await runOf(id, 'FAILED');
      expect(await replayByOps({ code })).toBe(0);
      expect((await ingestionEnd(lector.admin, id)).status).toBe('published');
      const paid = (await speechCalls(lector.ai, before)).filter((call) => call.paid);
      expect(paid).toHaveLength(chunks);
    },
  );

  it('by a cancel lets go of the provider within seconds, says so, and can be taken up again', async () => {
    const { id, before, handle } = await hangingIngestion('xoqi');
    await handle.cancel();
    expect(await ingestionEnd(lector.admin, id)).toMatchObject({
      status: 'transcription_failed',
      error: { code: 'cancelled' },
    });
    await runOf(id, 'CANCELLED');
    const left = async () => (await speechCalls(lector.ai, before)).length > 0;
    await waitFor('the call to be broken off', left, 10_000);

    await lector.ai.setFaults([]);
    expect((await retry(id)).status).not.toBe('transcription_failed');
    expect((await ingestionEnd(lector.admin, id)).status).toBe('published');
  });

  it('by a terminated run, which can write nothing down any more, can be taken up again, too', async () => {
    const { id, handle } = await hangingIngestion('xoqo');
    await handle.terminate('by an operator');
    await lector.ai.setFaults([]);
    await retry(id);
    expect((await ingestionEnd(lector.admin, id)).status).toBe('published');
  });

  /** An ingestion whose only chunk is at a provider that does not answer. */
  async function hangingIngestion(marker: string) {
    const book = await makeRecording({ text: markedText(60, marker) });
    await lector.ai.setFaults([speechFault(marker, { kind: 'hang', seconds: 120 })]);
    const before = (await lector.ai.calls()).length;
    const form = await uploadForm(book.path, { title: marker });
    const { id } = (await lector.admin.upload<{ id: string }>(form)).body;
    await waitFor('a chunk to be sent', async () => {
      const { body } = await lector.admin.get<IngestionBody>(`/audiobooks/${id}/ingestion`);
      return body.status === 'transcribing' && body.progress.chunks_total === 1;
    });
    const handle = lector.temporal.client.workflow.getHandle(ingestAudiobook.workflowId(id));
    return { id, before, handle };
  }

  /** The latest run, once it has ended so. */
  function runOf(id: string, status: string) {
    return waitFor(`the run to be ${status}`, async () => {
      const run = await viewRun(lector.temporal.client, ingestAudiobook.workflowId(id));
      return run.status === status && run;
    });
  }

  function alertsAbout(id: string, count: number) {
    return waitFor(`${count} mails to the administrator`, async () => {
      const mails = await lector.mailsTo(lector.config.mail.adminAlertAddress);
      const found = mails.filter((mail) => mail.text.includes(id));
      return found.length >= count && found;
    });
  }

  /** @returns the ingestion as it is the moment after */
  async function retry(id: string): Promise<IngestionBody> {
    const { status } = await lector.admin.post(`/admin/ingestions/${id}/retry`);
    expect(status).toBe(202);
    return (await lector.admin.get<IngestionBody>(`/audiobooks/${id}/ingestion`)).body;
  }

  function replayByOps(values: Record<string, string>): Promise<number> {
    return replay.run(lector.worker.deps, { 'per-second': '20', limit: '100', ...values }, []);
  }
});
