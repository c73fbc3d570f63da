import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import { loadConfig } from '../../../platform/config.ts';
import { createSpeech } from '../../../platform/speech/create-speech.ts';
import { startTestStandIn, type TestStandIn } from '../../dev/ai/test-stand-in.ts';
import { startTestAssemblyAi, type TestAssemblyAi } from '../../dev/assemblyai/test-stand-in.ts';
import { requestFor } from './speech-request.ts';

const needed = {
  DATABASE_URL: 'postgres://localhost/lector',
  TEMPORAL_ADDRESS: 'localhost:7233',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  SMTP_URL: 'smtp://localhost:25',
  OPENAI_API_KEY: 'key',
};

let openAi: TestStandIn;
let assemblyAi: TestAssemblyAi;

beforeAll(async () => {
  [openAi, assemblyAi] = await Promise.all([startTestStandIn(), startTestAssemblyAi()]);
});
afterAll(async () => {
  await openAi[Symbol.asyncDispose]();
  await assemblyAi[Symbol.asyncDispose]();
});

/** What the provider that these settings choose makes of one chunk; the OpenAI of the rest is not there. */
async function transcribe(settings: Record<string, string>) {
  const config = loadConfig({ ...needed, ...settings });
  const nowhere = new OpenAI({ apiKey: 'key', baseURL: 'http://127.0.0.1:9/v1', maxRetries: 0 });
  const speech = createSpeech({ config, openai: nowhere });
  const { transcribeModel: model } = config.ai;
  const request = await requestFor(assemblyAi.directory, 'one two', { model });
  return { name: speech.name, ...(await speech.transcribe(request, new AbortController().signal)) };
}

describe('createSpeech', () => {
  it('takes a server of its own for speech', async () => {
    const heard = await transcribe({
      TRANSCRIBE_BASE_URL: `${openAi.running.url}/v1`,
      TRANSCRIBE_MODEL: 'whisper-1',
    });
    expect(heard).toMatchObject({ name: 'openai', text: 'one two', language: 'en' });
    expect(openAi.lastCall()).toMatchObject({ model: 'whisper-1', paid: true });
  });

  it('takes AssemblyAI where that is chosen', async () => {
    const heard = await transcribe({
      TRANSCRIBE_PROVIDER: 'assemblyai',
      ASSEMBLYAI_API_KEY: 'key',
      ASSEMBLYAI_BASE_URL: assemblyAi.url,
    });
    expect(heard).toMatchObject({ name: 'assemblyai', text: 'one two', language: 'en' });
    expect(assemblyAi.paidJobs()).toHaveLength(1);
  });
});
