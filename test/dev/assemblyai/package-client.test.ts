import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AssemblyAI } from 'assemblyai';
import { wav } from '../ai/speech-file.ts';
import { multilingualText, speak, wordsOf } from '../tone/tone-samples.ts';
import { startTestAssemblyAi, type TestAssemblyAi } from './test-stand-in.ts';

const text = wordsOf(multilingualText).join(' ');
const quick = { pollingInterval: 20 };
let standIn: TestAssemblyAi;
let client: AssemblyAI;

beforeAll(async () => {
  standIn = await startTestAssemblyAi();
  client = new AssemblyAI({ apiKey: 'key', baseUrl: standIn.url });
});
beforeEach(() => standIn.reset());
afterAll(() => standIn[Symbol.asyncDispose]());

function audioOf(spoken: string): Blob {
  return new Blob([Uint8Array.from(wav(speak(spoken).samples))]);
}

describe('the assemblyai package', () => {
  it('transcribes word for word, with the times of the words in milliseconds', async () => {
    const { speech } = speak(text);
    const transcript = await client.transcripts.transcribe(
      { audio: audioOf(text), language_detection: true },
      quick,
    );
    expect(transcript).toMatchObject({
      status: 'completed',
      text,
      language_code: 'en_us',
      speech_model_used: 'universal-3-5-pro',
      audio_duration: Math.round(speech.durationSeconds),
    });
    expect(transcript.words?.map((word) => word.text)).toEqual(wordsOf(text));
    for (const [index, { start, end }] of (transcript.words ?? []).entries()) {
      const said = speech.words[index];
      expect(Math.abs(start - (said?.startSeconds ?? 0) * 1000)).toBeLessThan(10);
      expect(Math.abs(end - (said?.endSeconds ?? 0) * 1000)).toBeLessThan(10);
    }
  });

  it('pays for a job that ends well, once, and for no call', async () => {
    await client.transcripts.transcribe({ audio: audioOf('one two') }, quick);
    expect(standIn.routes()).toEqual(
      expect.arrayContaining(['POST /v2/upload', 'POST /v2/transcript', 'JOB /job']),
    );
    expect(standIn.paidJobs()).toEqual([
      expect.objectContaining({ method: 'JOB', words: 2, damaged_words: 0 }),
    ]);
  });

  it('leaves the language to the model that knows it', async () => {
    const speech_models = ['universal-3-5-pro', 'universal-2'];
    const asked = { speech_models, language_code: 'fi' };
    const transcript = await client.transcripts.transcribe(
      { ...asked, audio: audioOf('yksi kaksi') },
      quick,
    );
    expect(transcript).toMatchObject({ language_code: 'fi', speech_model_used: 'universal-2' });
  });

  it('lists what was ordered, newest first, and finds nothing of another account', async () => {
    const first = await client.transcripts.submit({ audio: audioOf('one') });
    const second = await client.transcripts.submit({ audio: audioOf('two') });
    expect(['queued', 'processing']).toContain(second.status);
    const { transcripts } = await client.transcripts.list({ limit: 2 });
    expect(transcripts.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(transcripts[0]?.audio_url).toBe(second.audio_url);

    const stranger = new AssemblyAI({ apiKey: 'another key', baseUrl: standIn.url });
    expect((await stranger.transcripts.list()).transcripts).toEqual([]);
    await expect(stranger.transcripts.get(first.id)).rejects.toThrow('transcript id not found');
    const theirs = { audio_url: first.audio_url };
    const stolen = await stranger.transcripts.transcribe(theirs, quick);
    expect(stolen).toMatchObject({ status: 'error', error: 'Cannot access uploaded file' });
  });

  it('deletes a transcript', async () => {
    const { id } = await client.transcripts.transcribe({ audio: audioOf('one') }, quick);
    expect((await client.transcripts.delete(id)).text).toBe('Deleted by user.');
    expect((await client.transcripts.get(id)).text).toBe('');
  });

  it.each([
    ['nothing but noise in the bytes', 'no audio at all', 'File does not appear to contain audio'],
    ['an address that is no upload', null, 'Download error, unable to download'],
  ])('ends as an error with %s', async (_, body, error) => {
    const audio = body === null ? 'http://127.0.0.1:9/x.mp3' : new Blob([body]);
    const transcript = await client.transcripts.transcribe({ audio }, quick);
    expect(transcript.status).toBe('error');
    expect(transcript.error).toContain(error);
    expect(standIn.paidJobs()).toEqual([]);
  });

  it('ends as an error where nobody speaks and the language is to be detected', async () => {
    const silence = new Blob([Uint8Array.from(wav(new Int16Array(8_000)))]);
    const asked = { audio: silence, language_detection: true };
    const transcript = await client.transcripts.transcribe(asked, quick);
    expect(transcript.error).toMatch(/no spoken audio/);
  });

  it('ends as an error under 160 ms', async () => {
    const audio = new Blob([Uint8Array.from(wav(new Int16Array(1_200)))]);
    const transcript = await client.transcripts.transcribe({ audio }, quick);
    expect(transcript.error).toBe('Audio duration is too short.');
  });

  it.each([
    ['an unknown model', { speech_models: ['whisper-1'] }, 'unknown model: whisper-1'],
    ['a language told and to be detected', { language_code: 'en', language_detection: true }, ''],
    ['no language code', { language_code: 'English' }, 'language_code'],
  ])('is refused with %s', async (_, params, message) => {
    const order = client.transcripts.submit({ audio_url: 'http://127.0.0.1:9/x.mp3', ...params });
    await expect(order).rejects.toThrow(message);
    expect(standIn.routes()).toEqual(['POST /v2/transcript']);
  });

  it('is refused without a key, without a body, and where there is no such route', async () => {
    const ask = async (path: string, headers: Record<string, string>) => {
      const response = await fetch(`${standIn.url}${path}`, { method: 'POST', headers });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await ask('/v2/upload', {})).toEqual([401, expect.stringContaining('API token')]);
    expect(await ask('/v2/upload', { authorization: 'key' })).toEqual([
      400,
      'Upload failed, the body is empty',
    ]);
    expect(await ask('/v2/lemur', { authorization: 'key' })).toEqual([404, 'Not found']);
  });

  it('queues more jobs than it works on at once', async () => {
    await standIn.setLatency({ fixed_seconds: 3600 });
    const jobs = await Promise.all(
      ['one', 'two', 'three'].map((word) => client.transcripts.submit({ audio: audioOf(word) })),
    );
    const states = await Promise.all(
      jobs.map(async ({ id }) => (await client.transcripts.get(id)).status),
    );
    expect(states.toSorted()).toEqual(['processing', 'processing', 'queued']);
    await standIn.setLatency({ fixed_seconds: 0 });
    for (const { id } of jobs) {
      expect((await client.transcripts.waitUntilReady(id, quick)).status).toBe('completed');
    }
  });
});
