import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { APIConnectionError } from 'openai';
import { errorOf, startTestStandIn, type TestStandIn } from '../test-stand-in.ts';
import { speechFile } from '../speech-file.ts';

let standIn: TestStandIn;

beforeAll(async () => {
  standIn = await startTestStandIn();
});
afterEach(() => standIn.reset());
afterAll(() => standIn[Symbol.asyncDispose]());

async function transcribe(timeout = 30_000) {
  const file = await speechFile('one two three four');
  return standIn.client.audio.transcriptions.create({ file, model: 'whisper-1' }, { timeout });
}

async function chat(format: 'text' | 'json_object' = 'text') {
  const completion = await standIn.client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'user', content: 'JSON please. The boat lay in the harbour. The oar broke.' },
    ],
    response_format: { type: format },
  });
  return completion.choices[0];
}

describe('a status fault', () => {
  it.each([
    [429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota'],
    [429, 'rate_limit_exceeded', 'requests', 'Rate limit reached for whisper-1 in organization'],
    [429, undefined, 'requests', 'Rate limit reached for whisper-1'],
    [401, 'invalid_api_key', 'invalid_request_error', 'Incorrect API key provided'],
    [400, 'content_policy_violation', 'invalid_request_error', 'Your request was rejected as'],
    [500, undefined, 'server_error', 'The server had an error while processing your request.'],
    [503, undefined, 'server_error', 'That model is currently overloaded with other requests'],
    [418, 'teapot', 'invalid_request_error', 'The request was refused.'],
  ])('%d %s is worded as OpenAI words it', async (status, code, type, message) => {
    await standIn.setFaults({ fault: { kind: 'status', status, ...(code && { code }) } });
    const error = await errorOf(transcribe());
    expect(error.status).toBe(status);
    expect(error.error).toEqual({
      message: expect.stringContaining(message),
      type,
      param: null,
      code: code ?? (status === 429 ? 'rate_limit_exceeded' : null),
    });
    expect(standIn.lastCall()).toMatchObject({ status, paid: false, fault: 'status' });
  });

  it('says when to come back, and in the words that it is given', async () => {
    await standIn.setFaults({
      fault: { kind: 'status', status: 429, retry_after_seconds: 1.5, message: 'Later.' },
    });
    const error = await errorOf(transcribe());
    expect(error.headers?.get('retry-after')).toBe('2');
    expect(error.headers?.get('retry-after-ms')).toBe('1500');
    expect(error.error).toMatchObject({ message: 'Later.', code: 'rate_limit_exceeded' });
  });

  it('passes when its times are over, so that a retrying client gets through', async () => {
    await standIn.setFaults({
      fault: { kind: 'status', status: 500, retry_after_seconds: 0.01 },
      times: 2,
    });
    const file = await speechFile('at last');
    const patient = standIn.client.withOptions({ maxRetries: 3 });
    const answer = await patient.audio.transcriptions.create({ file, model: 'whisper-1' });
    expect(answer.text).toBe('at last');
    expect(standIn.running.ledger.calls().map((call) => call.status)).toEqual([500, 500, 200]);
    expect(standIn.running.ledger.totals().paid_calls).toBe(1);
  });
});

describe('a connection fault', () => {
  it('hangs until the client gives up', async () => {
    await standIn.setFaults({ fault: { kind: 'hang', seconds: 60 } });
    expect(await errorOf(transcribe(300))).toBeInstanceOf(APIConnectionError);
    while (!standIn.lastCall()) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(standIn.lastCall()).toMatchObject({
      status: null,
      paid: false,
      fault: 'hang',
      client_connected: false,
    });
  });

  it('cuts the connection when the hanging is over', async () => {
    await standIn.setFaults({ fault: { kind: 'hang', seconds: 0.2 } });
    expect(await errorOf(transcribe())).toBeInstanceOf(APIConnectionError);
    expect(standIn.lastCall()).toMatchObject({ status: null, client_connected: true });
  });

  it.each(['none', 'headers', 'half'])(
    'cuts the connection after %s, when it is paid',
    async (after) => {
      await standIn.setFaults({ fault: { kind: 'cut_connection', after } });
      const error = await errorOf(transcribe());
      expect(error.status).toBeUndefined();
      expect(standIn.lastCall()).toMatchObject({
        status: 200,
        paid: true,
        fault: 'cut_connection',
      });
      await standIn.setFaults();
      expect((await transcribe()).text).toBe('one two three four');
    },
  );

  it('delays, and who does not wait does not pay', async () => {
    await standIn.setFaults({ fault: { kind: 'delay', seconds: 0.3 } });
    const started = performance.now();
    expect((await transcribe()).text).toBe('one two three four');
    expect(performance.now() - started).toBeGreaterThan(300);
    await standIn.reset();
    await standIn.setFaults({ fault: { kind: 'delay', seconds: 0.6 } });
    expect(await errorOf(transcribe(300))).toBeInstanceOf(APIConnectionError);
    while (!standIn.lastCall()) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(standIn.lastCall()).toMatchObject({ status: 200, paid: false, client_connected: false });
  });

  it('sends JSON that breaks off, as a whole HTTP answer', async () => {
    await standIn.setFaults({ fault: { kind: 'malformed_json' } });
    const response = await fetch(`${standIn.running.url}/v1/models`, {
      headers: { authorization: 'Bearer test' },
    });
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(() => JSON.parse(body) as unknown).toThrow(/JSON/);
    expect(await errorOf(transcribe())).toBeInstanceOf(Error);
    expect(standIn.lastCall()).toMatchObject({ status: 200, paid: true });
  });

  it('sends a page of HTML with 200, which the client takes for an answer', async () => {
    await standIn.setFaults({ fault: { kind: 'html' } });
    const answer: unknown = await transcribe();
    expect(answer).toMatch(/^<!doctype html>/);
    expect(standIn.lastCall()).toMatchObject({ status: 200, paid: false, fault: 'html' });
  });
});

describe('a content fault', () => {
  it('empties or truncates the text', async () => {
    await standIn.setFaults({ fault: { kind: 'empty_text' } });
    expect((await transcribe()).text).toBe('');
    expect((await chat())?.message.content).toBe('');
    await standIn.setFaults({ fault: { kind: 'truncate_text', keep: 0.5 } });
    expect((await transcribe()).text).toBe('one two');
    expect(standIn.lastCall()).toMatchObject({ paid: true, words: 4 });
    const choice = await chat('json_object');
    expect(choice?.finish_reason).toBe('length');
    expect(() => JSON.parse(choice?.message.content ?? '') as unknown).toThrow(/JSON/);
  });

  it('refuses, in chats only', async () => {
    await standIn.setFaults({ fault: { kind: 'refusal' } });
    const choice = await chat();
    expect(choice?.message.content).toBeNull();
    expect(choice?.message.refusal).toMatch(/can't assist/);
    expect((await transcribe()).text).toBe('one two three four');
  });

  it.each([
    [
      'tag1, tag2',
      { tag1: { type: 'string' }, tag2: { type: 'string' }, tag3: { type: 'string' } },
    ],
    ['tags', { tags: { type: 'array', items: { type: 'string' }, minItems: 3, maxItems: 3 } }],
  ])('miscounts %s', async (_what, properties) => {
    const ask = async () => {
      const completion = await standIn.client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'The boat lay in the harbour. The oar broke.' }],
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'tags', schema: { type: 'object', properties } },
        },
      });
      return Object.values(
        JSON.parse(completion.choices[0]?.message.content ?? '{}') as object,
      ).flat();
    };
    expect(await ask()).toHaveLength(3);
    await standIn.setFaults({ fault: { kind: 'wrong_tag_count' } });
    expect(await ask()).toHaveLength(2);
    await standIn.setFaults({ fault: { kind: 'wrong_tag_count', count: 4 } });
    expect(await ask()).toHaveLength(4);
  });
});
