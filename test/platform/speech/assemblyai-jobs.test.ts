import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAssemblyAiSpeech } from '../../../platform/speech/assemblyai-speech.ts';
import type { SpeechRequest } from '../../../platform/speech/provider.ts';
import { startTestAssemblyAi, type TestAssemblyAi } from '../../dev/assemblyai/test-stand-in.ts';
import { failureOf, type KeptNote, keptNote, requestFor } from './speech-request.ts';

const text = 'one two three';
let standIn: TestAssemblyAi;
let note: KeptNote;
let request: SpeechRequest;

beforeAll(async () => {
  standIn = await startTestAssemblyAi();
});
beforeEach(async () => {
  await standIn.reset();
  note = keptNote();
  request = await requestFor(standIn.directory, text, { jobNote: note });
});
afterAll(() => standIn[Symbol.asyncDispose]());

/** A provider of its own for each try, as another worker has. */
function attempt(signal = new AbortController().signal, apiKey = 'key') {
  const speech = createAssemblyAiSpeech({ apiKey, baseUrl: standIn.url, firstPollMs: 20 });
  return speech.transcribe(request, signal);
}

function count(route: string): number {
  return standIn.routes().filter((called) => called === route).length;
}

describe('a second try', () => {
  it('waits for the job that a lost worker has ordered', async () => {
    await standIn.setLatency({ fixed_seconds: 3600 });
    const lost = new AbortController();
    const first = attempt(lost.signal);
    while (count('GET /v2/transcript/{id}') === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    lost.abort(new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    expect(note.value).toEqual({ uploadUrl: expect.any(String), jobId: expect.any(String) });

    await standIn.setLatency({ fixed_seconds: 0 });
    expect(await attempt()).toMatchObject({ text });
    expect(count('POST /v2/upload')).toBe(1);
    expect(count('POST /v2/transcript')).toBe(1);
    expect(standIn.paidJobs()).toHaveLength(1);
  });

  it.each([{ kind: 'cut_connection', after: 'none' }, { kind: 'malformed_json' }])(
    'finds the job whose order was answered with $kind',
    async (fault) => {
      await standIn.setFaults({ match: { path: '/v2/transcript' }, fault, times: 1 });
      await failureOf(attempt());
      expect(note.value).toEqual({ uploadUrl: expect.any(String), jobId: null });

      expect(await attempt()).toMatchObject({ text });
      expect(count('POST /v2/transcript')).toBe(1);
      expect(count('GET /v2/transcripts')).toBe(1);
      expect(standIn.paidJobs()).toHaveLength(1);
    },
  );

  it('orders anew where the order never arrived', async () => {
    const fault = { kind: 'status', status: 500 };
    await standIn.setFaults({ match: { path: '/v2/transcript' }, fault, times: 1 });
    await failureOf(attempt());
    expect(await attempt()).toMatchObject({ text });
    expect(standIn.paidJobs()).toHaveLength(1);
  });

  it('goes on after a poll that failed', async () => {
    const fault = { kind: 'status', status: 502 };
    await standIn.setFaults({ match: { path: '/v2/transcript/{id}' }, fault, times: 1 });
    await failureOf(attempt());
    expect(await attempt()).toMatchObject({ text });
    expect(standIn.paidJobs()).toHaveLength(1);
  });

  it('orders anew after a job that failed, which cost nothing', async () => {
    const fault = { kind: 'job_error', message: 'Server error' };
    await standIn.setFaults({ match: { path: '/job' }, fault, times: 1 });
    await failureOf(attempt());
    expect(note.value).toBeNull();
    expect(await attempt()).toMatchObject({ text });
    expect(standIn.paidJobs()).toHaveLength(1);
  });

  it('orders anew where the job is not to be found, as with the key of another account', async () => {
    await attempt();
    expect(await attempt(undefined, 'another key')).toMatchObject({ text });
    expect(standIn.paidJobs()).toHaveLength(2);
  });

  it('takes the answer of a job that has ended meanwhile', async () => {
    await attempt();
    expect(await attempt()).toMatchObject({ text });
    expect(standIn.paidJobs()).toHaveLength(1);
  });
});
