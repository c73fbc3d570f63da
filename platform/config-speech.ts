import type { Settings } from './settings.ts';
import { speechProviderDefaults } from './settings-speech.ts';

/** Who transcribes, and with which models. */
export function speechConfig(settings: Settings) {
  const defaults = speechProviderDefaults[settings.TRANSCRIBE_PROVIDER];
  return {
    provider: settings.TRANSCRIBE_PROVIDER,
    model: settings.TRANSCRIBE_MODEL ?? defaults.model,
    fallbackModel: settings.TRANSCRIBE_FALLBACK_MODEL ?? defaults.fallbackModel,
    /** Where speech goes to a server of its own; undefined where it goes with the rest. */
    openai: settings.TRANSCRIBE_BASE_URL
      ? { baseUrl: settings.TRANSCRIBE_BASE_URL, apiKey: settings.TRANSCRIBE_API_KEY }
      : undefined,
    assemblyai: {
      // Checked below where it is needed.
      apiKey: settings.ASSEMBLYAI_API_KEY ?? '',
      baseUrl: settings.ASSEMBLYAI_BASE_URL,
    },
  };
}

/** What the chosen provider cannot do without, as lines for whoever starts Lector. */
export function missingSpeechSettings(settings: Settings): string[] {
  if (settings.TRANSCRIBE_PROVIDER !== 'assemblyai' || settings.ASSEMBLYAI_API_KEY) return [];
  return ['ASSEMBLYAI_API_KEY: is not set, and TRANSCRIBE_PROVIDER is assemblyai'];
}
