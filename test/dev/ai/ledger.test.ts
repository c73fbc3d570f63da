import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toFile } from 'openai';
import { type LedgerCall, openLedger } from '../../../dev/ai/ledger.ts';
import { speak } from '../tone/tone-samples.ts';
import { speechFile, wav } from './speech-file.ts';
import { startTestStandIn, type TestStandIn } from './test-stand-in.ts';

const someCall: LedgerCall = {
  id: 'req_1',
  time: '2026-01-01T00:00:00.000Z',
  method: 'POST',
  path: '/v1/audio/transcriptions',
  model: 'whisper-1',
  audio_sha256: null,
  audio_bytes: null,
  audio_seconds: 2.5,
  words: 1,
  damaged_words: 0,
  prompt_tokens: null,
  completion_tokens: null,
  status: 200,
  paid: true,
  fault: null,
  duration_ms: 1,
  client_connected: true,
};

describe('openLedger', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('takes over what stands there, less a line that was torn off', async () => {
    const first = openLedger(directory);
    first.append(someCall);
    first.append({ ...someCall, id: 'req_2 – ü', paid: false });
    await appendFile(first.path, '{"id":"req_3","ti');
    const second = openLedger(directory);
    second.append({ ...someCall, id: 'req_4' });
    const ids = openLedger(directory)
      .calls()
      .map(({ id }) => id);
    expect(ids).toEqual(['req_1', 'req_2 – ü', 'req_4']);
    const lines = (await readFile(first.path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as LedgerCall).id)).toEqual(ids);
  });

  it('adds up what was paid, by model, too', () => {
    const totals = openLedger(directory).totals();
    const sum = {
      calls: 3,
      paid_calls: 2,
      audio_seconds: 5,
      prompt_tokens: 0,
      completion_tokens: 0,
    };
    expect(totals).toEqual({ ...sum, by_model: { 'whisper-1': sum } });
  });

  it('forgets everything when cleared', () => {
    openLedger(directory).clear();
    expect(openLedger(directory).calls()).toEqual([]);
  });
});

describe('the ledger of a stand-in', () => {
  let standIn: TestStandIn;
  beforeAll(async () => {
    standIn = await startTestStandIn();
  });
  afterAll(() => standIn[Symbol.asyncDispose]());

  it('keeps what there is to know of a call', async () => {
    const { speech, samples } = speak('one two');
    const bytes = wav(samples);
    await standIn.client.audio.transcriptions.create({
      file: await toFile(bytes, 'a.wav'),
      model: 'gpt-4o-transcribe',
      prompt: 'four',
    });
    expect(standIn.lastCall()).toEqual({
      id: expect.stringMatching(/^req_/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      method: 'POST',
      path: '/v1/audio/transcriptions',
      model: 'gpt-4o-transcribe',
      status: 200,
      paid: true,
      audio_sha256: createHash('sha256').update(bytes).digest('hex'),
      audio_bytes: bytes.length,
      audio_seconds: expect.closeTo(speech.durationSeconds, 3),
      words: 2,
      damaged_words: 0,
      prompt_tokens: Math.ceil(speech.durationSeconds * 10) + 1,
      completion_tokens: 2,
      fault: null,
      duration_ms: expect.any(Number),
      client_connected: true,
    });
  });

  it('counts concurrent calls, good and bad, and gives them over HTTP', async () => {
    await standIn.reset();
    const ask = async (model: string) =>
      standIn.client.audio.transcriptions
        .create({ file: await speechFile('one'), model })
        .catch(() => undefined);
    await Promise.all([
      ...Array.from({ length: 8 }, () => ask('whisper-1')),
      ask('no-model'),
      standIn.client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'A text.' }],
      }),
    ]);
    await standIn.client.models.list();
    const { json } = await standIn.admin('GET', '/stand-in/ledger');
    const { calls, totals } = json as { calls: LedgerCall[]; totals: object };
    expect(calls).toHaveLength(11);
    expect(totals).toMatchObject({
      calls: 11,
      paid_calls: 9,
      by_model: {
        'whisper-1': { calls: 8, paid_calls: 8 },
        'no-model': { calls: 1, paid_calls: 0, audio_seconds: 0 },
        'gpt-4o-mini': { calls: 1, paid_calls: 1, audio_seconds: 0 },
        none: { calls: 1, paid_calls: 0 },
      },
    });
    expect((await standIn.admin('DELETE', '/stand-in/ledger')).json).toMatchObject({ calls: [] });
    expect(await readFile(standIn.running.ledger.path, 'utf8')).toBe('');
  });
});
