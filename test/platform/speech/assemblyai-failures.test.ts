import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAssemblyAiSpeech } from '../../../platform/speech/assemblyai-speech.ts';
import { startTestAssemblyAi, type TestAssemblyAi } from '../../dev/assemblyai/test-stand-in.ts';
import { failureOf, requestFor } from './speech-request.ts';

let standIn: TestAssemblyAi;

beforeAll(async () => {
  standIn = await startTestAssemblyAi();
});
beforeEach(() => standIn.reset());
afterAll(() => standIn[Symbol.asyncDispose]());

interface Options {
  callTimeoutMs?: number;
  stuckAfterMs?: number;
}

async function attempt(options: Options = {}, signal = new AbortController().signal) {
  const speech = createAssemblyAiSpeech({
    apiKey: 'key',
    baseUrl: standIn.url,
    firstPollMs: 20,
    ...options,
  });
  return speech.transcribe(await requestFor(standIn.directory, 'one two'), signal);
}

const [upload, order, poll] = ['/v2/upload', '/v2/transcript', '/v2/transcript/{id}'];

describe('what AssemblyAI answers, as a failure', () => {
  it.each([
    [upload, 401, undefined, 'ai_unauthorized', true],
    [order, 403, undefined, 'ai_unauthorized', true],
    [order, 400, undefined, 'ai_rejected_input', true],
    [upload, 413, 'too large', 'ai_rejected_input', true],
    [order, 400, 'Your current account balance is negative.', 'ai_quota_exhausted', true],
    [order, 402, undefined, 'ai_quota_exhausted', true],
    [order, 500, undefined, 'ai_unavailable', false],
    [poll, 503, undefined, 'ai_unavailable', false],
    [upload, 408, undefined, 'ai_unavailable', false],
    [poll, 429, undefined, 'ai_rate_limited', false],
  ])('%s with %i %s', async (path, status, message, code, permanent) => {
    const fault = { kind: 'status', status, message };
    await standIn.setFaults({ match: { path }, fault });
    const failure = await failureOf(attempt());
    expect(failure).toMatchObject({ code, permanent, retryAfterMs: undefined });
    expect(failure.message).toContain(`${status}: ${message ?? ''}`);
  });

  it('hands on how long to wait', async () => {
    const fault = { kind: 'status', status: 429, retry_after_seconds: 90 };
    await standIn.setFaults({ match: { path: upload }, fault });
    expect(await failureOf(attempt())).toMatchObject({
      code: 'ai_rate_limited',
      retryAfterMs: 90_000,
    });
  });

  it.each([
    [order, { kind: 'html' }, 'ai_bad_answer'],
    [order, { kind: 'malformed_json' }, 'ai_bad_answer'],
    [poll, { kind: 'malformed_json' }, 'ai_bad_answer'],
    [upload, { kind: 'cut_connection', after: 'none' }, 'ai_unavailable'],
    [order, { kind: 'cut_connection', after: 'headers' }, 'ai_unavailable'],
    [poll, { kind: 'cut_connection', after: 'half' }, 'ai_unavailable'],
  ])('%s with %j', async (path, fault, code) => {
    await standIn.setFaults({ match: { path }, fault });
    expect(await failureOf(attempt())).toMatchObject({ code, permanent: false });
  });

  it.each([
    ['Audio duration is too short.', 'ai_rejected_input'],
    ['File does not appear to contain audio. File type is text/html.', 'ai_rejected_input'],
    ['Server error, developers have been alerted.', 'ai_unavailable'],
  ])('a job that ends with “%s”', async (message, code) => {
    await standIn.setFaults({ match: { path: '/job' }, fault: { kind: 'job_error', message } });
    const failure = await failureOf(attempt());
    expect(failure).toMatchObject({ code });
    expect(failure.message).toContain(message);
    expect(standIn.paidJobs()).toEqual([]);
  });

  it('a call that hangs', async () => {
    await standIn.setFaults({ match: { path: poll }, fault: { kind: 'hang', seconds: 60 } });
    const failure = await failureOf(attempt({ callTimeoutMs: 300 }));
    expect(failure).toMatchObject({ code: 'ai_unavailable' });
    expect(failure.message).toMatch(/in time/);
  });

  it('a job that does not come to an end', async () => {
    await standIn.setFaults({ match: { path: '/job' }, fault: { kind: 'hang', seconds: 2 } });
    const failure = await failureOf(attempt({ stuckAfterMs: 200 }));
    expect(failure).toMatchObject({ code: 'ai_unavailable' });
    expect(failure.message).toMatch(/does not come to an end/);
  });

  it('nobody there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const speech = createAssemblyAiSpeech({
      apiKey: 'key',
      baseUrl: `http://127.0.0.1:${port}`,
    });
    const request = await requestFor(standIn.directory, 'one');
    const failure = await failureOf(speech.transcribe(request, new AbortController().signal));
    expect(failure).toMatchObject({ code: 'ai_unavailable' });
    expect(failure.message).toContain('ECONNREFUSED');
  });

  it.each([
    ['during an upload', upload, 60],
    ['between two polls', '/job', 2],
    ['during a poll', poll, 60],
  ])('an abort %s stays what it is', async (_, path, seconds) => {
    await standIn.setFaults({ match: { path }, fault: { kind: 'hang', seconds } });
    const controller = new AbortController();
    const reason = new Error('cancelled by hand');
    setTimeout(() => controller.abort(reason), 400);
    const startedAt = performance.now();
    await expect(attempt({}, controller.signal)).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
