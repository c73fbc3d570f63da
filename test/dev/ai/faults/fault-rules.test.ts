import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { speechFile } from '../speech-file.ts';
import { startTestStandIn, type TestStandIn } from '../test-stand-in.ts';

let standIn: TestStandIn;
const fault = { kind: 'status', status: 500 };

beforeAll(async () => {
  standIn = await startTestStandIn();
});
afterEach(() => standIn.reset());
afterAll(() => standIn[Symbol.asyncDispose]());

async function transcribe(text: string): Promise<unknown> {
  const file = await speechFile(text);
  return standIn.client.audio.transcriptions.create({ file, model: 'whisper-1' });
}

async function chat(content: string): Promise<unknown> {
  const messages = [{ role: 'user' as const, content }];
  return standIn.client.chat.completions.create({ model: 'gpt-4o-mini', messages });
}

/** Which of some calls fail. */
async function failures(texts: string[], call = chat): Promise<boolean[]> {
  const failed: boolean[] = [];
  for (const text of texts) {
    await call(text).catch(() => undefined);
    failed.push(standIn.lastCall()?.status === 500);
  }
  return failed;
}

const four = ['one', 'two', 'three', 'four'];

describe('a rule', () => {
  it.each([
    [{ nth: 2 }, [false, true, false, false]],
    [{ every: 2 }, [false, true, false, true]],
    [{ first: 3 }, [true, true, true, false]],
    [{ text_includes: 'three' }, [false, false, true, false]],
    [{ text_includes: 'o', nth: 2 }, [false, true, false, false]],
    [{ model: 'gpt-4o-mini' }, [true, true, true, true]],
    [{ model: 'gpt-4o-transcribe' }, [false, false, false, false]],
    [{ path: '/v1/audio/transcriptions' }, [false, false, false, false]],
    [{ path: '/v1/chat/completions', every: 4 }, [false, false, false, true]],
    [{ probability: 0 }, [false, false, false, false]],
    [{ probability: 1 }, [true, true, true, true]],
    [{}, [true, true, true, true]],
  ])('%j strikes the calls that it means', async (match, expected) => {
    await standIn.setFaults({ match, fault });
    expect(await failures(four)).toEqual(expected);
  });

  it('looks into what was heard', async () => {
    await standIn.setFaults({ match: { text_includes: 'three', model: 'whisper-1' }, fault });
    expect(await failures(four, transcribe)).toEqual([false, false, true, false]);
  });

  it('knows audio by its bytes', async () => {
    await transcribe('two');
    const sha256 = standIn.lastCall()?.audio_sha256;
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    await standIn.setFaults({ match: { audio_sha256: sha256 }, fault });
    expect(await failures(four, transcribe)).toEqual([false, true, false, false]);
  });

  it('strikes no more than its times, and counts', async () => {
    await standIn.setFaults({ match: { every: 2 }, fault, times: 1 });
    expect(await failures(four)).toEqual([false, true, false, false]);
    const { json } = await standIn.admin('GET', '/stand-in/faults');
    expect(json).toEqual({ rules: [{ match: { every: 2 }, fault, times: 1, seen: 4, hits: 1 }] });
  });

  it('goes before those after it', async () => {
    await standIn.setFaults({ match: { nth: 1 }, fault: { kind: 'empty_text' } }, { fault });
    expect(await failures(['one', 'two'])).toEqual([false, true]);
    expect(standIn.running.ledger.calls().map((call) => call.fault)).toEqual([
      'empty_text',
      'status',
    ]);
  });

  it('strikes by chance in the same places for the same seed', async () => {
    const rules = [{ match: { probability: 0.5 }, fault }];
    const run = async (seed: number) => {
      await standIn.admin('PUT', '/stand-in/faults', { rules, seed });
      return failures(Array<string>(12).fill('one'));
    };
    const first = await run(7);
    expect(first).toContain(true);
    expect(first).toContain(false);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });
});

describe('the settings', () => {
  it.each([
    ['an unknown kind', { rules: [{ fault: { kind: 'explode' } }] }, /rules\[0\]\.fault\.kind/],
    ['a status of success', { rules: [{ fault: { kind: 'status', status: 200 } }] }, /status/],
    ['an unknown condition', { rules: [{ match: { modle: 'x' }, fault }] }, /modle/],
    ['a probability over 1', { rules: [{ match: { probability: 2 }, fault }] }, /probability/],
    ['no rules', {}, /rules/],
  ])('refuse %s and keep what they had', async (_what, body, message) => {
    await standIn.setFaults({ fault });
    const { status, json } = await standIn.admin('PUT', '/stand-in/faults', body);
    expect(status).toBe(400);
    expect((json as { error: { message: string } }).error.message).toMatch(message);
    expect(await failures(['one'])).toEqual([true]);
  });

  it('refuse what is no JSON', async () => {
    const response = await fetch(`${standIn.running.url}/stand-in/faults`, {
      method: 'PUT',
      body: '{rules',
    });
    expect(response.status).toBe(400);
  });

  it('are gone after DELETE', async () => {
    await standIn.setFaults({ fault });
    expect((await standIn.admin('DELETE', '/stand-in/faults')).json).toEqual({ rules: [] });
    expect(await failures(['one'])).toEqual([false]);
  });

  it('make every answer late, by a fixed time and by the length of the audio', async () => {
    const latency = { fixed_seconds: 0.1, per_audio_second: 0.1 };
    const { json } = await standIn.admin('PUT', '/stand-in/latency', latency);
    expect(json).toEqual(latency);
    const file = await speechFile('one', { leadingSilenceSeconds: 2 });
    await standIn.client.audio.transcriptions.create({ file, model: 'whisper-1' });
    const call = standIn.lastCall();
    expect(call?.duration_ms).toBeGreaterThanOrEqual(98 + 100 * (call?.audio_seconds ?? 0));
    await standIn.client.models.list();
    expect(standIn.lastCall()?.duration_ms).toBeLessThan(200);
    const refused = await standIn.admin('PUT', '/stand-in/latency', { fixed_seconds: -1 });
    expect(refused.status).toBe(400);
    expect((await standIn.admin('GET', '/stand-in/latency')).json).toEqual(latency);
  });
});
