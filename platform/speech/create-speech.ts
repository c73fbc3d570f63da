import type OpenAI from 'openai';
import type { Config } from '../config.ts';
import { createOpenAiClient } from '../openai-client.ts';
import type { SpeechProviderName } from '../settings-speech.ts';
import { withAdaptiveGate } from './adaptive-gate.ts';
import { createAssemblyAiSpeech } from './assemblyai-speech.ts';
import { createOpenAiSpeech } from './openai-speech.ts';
import type { SpeechProvider } from './provider.ts';

interface SpeechMeans {
  config: Pick<Config, 'ai' | 'speech'>;
  /** The client that summaries use, too. */
  openai: OpenAI;
}

/** One line a provider; docs/speech-providers.md tells what it has to answer. */
const providers: Record<SpeechProviderName, (means: SpeechMeans) => SpeechProvider> = {
  openai: ({ config: { speech }, openai }) =>
    createOpenAiSpeech(speech.openai ? createOpenAiClient(speech.openai) : openai),
  assemblyai: ({ config }) => createAssemblyAiSpeech(config.speech.assemblyai),
};

/** The provider that TRANSCRIBE_PROVIDER names, held back where it asks to slow down. */
export function createSpeech(means: SpeechMeans): SpeechProvider {
  const { speech, ai } = means.config;
  return withAdaptiveGate(providers[speech.provider](means), ai.concurrency);
}
