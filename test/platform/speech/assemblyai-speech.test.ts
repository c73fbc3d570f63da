import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAssemblyAiSpeech } from '../../../platform/speech/assemblyai-speech.ts';
import type { SpeechProvider, SpeechRequest } from '../../../platform/speech/provider.ts';
import { startTestAssemblyAi, type TestAssemblyAi } from '../../dev/assemblyai/test-stand-in.ts';
import { multilingualText, speak, wordsOf } from '../../dev/tone/tone-samples.ts';
import { requestFor } from './speech-request.ts';

const text = wordsOf(multilingualText).join(' ');
let standIn: TestAssemblyAi;
let speech: SpeechProvider;

beforeAll(async () => {
  standIn = await startTestAssemblyAi();
  speech = createAssemblyAiSpeech({ apiKey: 'key', baseUrl: `${standIn.url}/`, firstPollMs: 20 });
});
beforeEach(() => standIn.reset());
afterAll(() => standIn[Symbol.asyncDispose]());

async function transcribe(spoken: string, rest: Partial<SpeechRequest> = {}) {
  const request = await requestFor(standIn.directory, spoken, rest);
  return speech.transcribe(request, new AbortController().signal);
}

/** What AssemblyAI was told about the latest job. */
async function latestOrder(): Promise<Record<string, unknown>> {
  const headers = { authorization: 'key' };
  const list = await fetch(`${standIn.url}/v2/transcript?limit=1`, { headers });
  const { transcripts } = (await list.json()) as { transcripts: { id: string }[] };
  const latest = await fetch(`${standIn.url}/v2/transcript/${transcripts[0]?.id}`, { headers });
  return (await latest.json()) as Record<string, unknown>;
}

describe('createAssemblyAiSpeech', () => {
  it('answers with all words, their times in seconds, and what is paid by the second', async () => {
    const said = speak(text).speech;
    const result = await transcribe(text);
    expect(result).toMatchObject({
      text,
      language: 'en',
      usage: { kind: 'duration', seconds: Math.round(said.durationSeconds) },
    });
    expect(result.words?.map((word) => word.text)).toEqual(wordsOf(text));
    for (const [index, word] of (result.words ?? []).entries()) {
      expect(word.startSeconds).toBeCloseTo(said.words[index]?.startSeconds ?? -1, 2);
      expect(word.endSeconds).toBeCloseTo(said.words[index]?.endSeconds ?? -1, 2);
      expect(word.confidence).toBe(0.97);
    }
    expect(result).not.toHaveProperty('model');
    expect(standIn.paidJobs()).toHaveLength(1);
  });

  it('has the language detected, and leaves other languages to the widest model', async () => {
    await transcribe('one two', { prompt: 'Title: Harbour' });
    expect(await latestOrder()).toMatchObject({
      language_detection: true,
      speech_models: ['universal-3-5-pro', 'universal-2'],
      prompt: 'Title: Harbour',
    });
    const finnish = await transcribe('yksi kaksi', { language: 'fi' });
    expect(finnish).toMatchObject({ language: 'fi', model: 'universal-2' });
  });

  it('asks Universal-2 alone where it is what was asked for, and without context', async () => {
    await transcribe('one two', { model: 'universal-2', language: 'en', prompt: 'Title' });
    expect(await latestOrder()).toMatchObject({
      language_detection: false,
      language_code: 'en',
      speech_models: ['universal-2'],
      prompt: null,
    });
  });

  it.each([
    ['jv', 'jw', 'jv'],
    ['nb', 'no', 'no'],
  ])('knows %s by the code %s', async (language, code, answered) => {
    const result = await transcribe('one two', { language });
    expect(result.language).toBe(answered);
    expect(await latestOrder()).toMatchObject({ language_code: code });
  });

  it('has a language detected that AssemblyAI does not list', async () => {
    await transcribe('one two', { language: 'ga' });
    expect(await latestOrder()).toMatchObject({ language_detection: true });
  });

  it('answers with nothing, and for nothing, where nobody speaks', async () => {
    const result = await transcribe('');
    expect(result).toEqual({ text: '', language: null, usage: { kind: 'duration', seconds: 0 } });
    expect(standIn.paidJobs()).toEqual([]);
  });
});
