import { z } from 'zod';

interface DefaultModels {
  model: string;
  /** Takes over a chunk that the first model keeps failing on. */
  fallbackModel: string;
}

/** Every speech provider, by its name in TRANSCRIBE_PROVIDER, and its models where none are set. */
export const speechProviderDefaults = {
  openai: { model: 'gpt-4o-transcribe', fallbackModel: 'whisper-1' },
  assemblyai: { model: 'universal-3-5-pro', fallbackModel: 'universal-2' },
} as const satisfies Record<string, DefaultModels>;

export type SpeechProviderName = keyof typeof speechProviderDefaults;

const names = Object.keys(speechProviderDefaults) as SpeechProviderName[];

function defaultsOf(key: keyof DefaultModels): string {
  return names.map((name) => `${speechProviderDefaults[name][key]} (${name})`).join(', ');
}

/** Settings of speech to text. */
export const speechSettings = {
  TRANSCRIBE_PROVIDER: z.enum(names).default('openai').meta({
    group: 'Speech to text (docs/speech-providers.md)',
    description: 'openai (or any server that speaks its protocol) or assemblyai',
  }),
  TRANSCRIBE_MODEL: z
    .string()
    .min(1)
    .optional()
    .describe(`Speech to text; without it ${defaultsOf('model')}`),
  TRANSCRIBE_FALLBACK_MODEL: z
    .string()
    .min(1)
    .optional()
    .describe(
      `Takes over a chunk that the first model keeps failing on; without it ${defaultsOf('fallbackModel')}`,
    ),
  ASSEMBLYAI_API_KEY: z.string().min(1).optional().describe('AssemblyAI key'),
  ASSEMBLYAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'an http(s) address' })
    .default('https://api.assemblyai.com')
    .describe('AssemblyAI; in Europe https://api.eu.assemblyai.com'),
};
