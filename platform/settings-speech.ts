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

const httpUrl = z.url({ protocol: /^https?$/, error: 'an http(s) address' });
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
  TRANSCRIBE_BASE_URL: httpUrl
    .optional()
    .describe('A server with the OpenAI protocol for speech alone, with /v1; else OPENAI_BASE_URL'),
  TRANSCRIBE_API_KEY: z.string().min(1).optional().describe('Its key, if it wants one'),
  ASSEMBLYAI_API_KEY: z.string().min(1).optional().describe('AssemblyAI key'),
  ASSEMBLYAI_BASE_URL: httpUrl
    .default('https://api.assemblyai.com')
    .describe('AssemblyAI; in Europe https://api.eu.assemblyai.com'),
};
