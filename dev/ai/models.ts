import { modelNotFound, OpenAiError } from './openai-error.ts';

/** What a speech model can do, as OpenAI documents it and users report it. */
export interface SpeechModel {
  id: string;
  /** Billed by tokens (gpt-…) or by audio seconds (whisper-1). */
  billing: 'tokens' | 'duration';
  responseFormats: readonly string[];
  /** Longer audio is refused. */
  maxSeconds: number | null;
  /** The text stops here without a word. */
  maxOutputTokens: number | null;
  /** Whether the answer names the languages that it heard. */
  namesLanguages: boolean;
}

const tokenModel = {
  billing: 'tokens',
  responseFormats: ['json'],
  maxSeconds: 1_400,
  maxOutputTokens: 2_000,
  namesLanguages: false,
} as const;

const speechModels: readonly SpeechModel[] = [
  { ...tokenModel, id: 'gpt-transcribe', namesLanguages: true },
  { ...tokenModel, id: 'gpt-4o-transcribe' },
  { ...tokenModel, id: 'gpt-4o-mini-transcribe' },
  {
    id: 'whisper-1',
    billing: 'duration',
    responseFormats: ['json', 'text', 'srt', 'verbose_json', 'vtt'],
    maxSeconds: null,
    maxOutputTokens: null,
    namesLanguages: false,
  },
];

const chatModels = ['gpt-5', 'gpt-5-mini', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini'];

/** Every model that the stand-in answers for. */
export const modelIds: readonly string[] = [...speechModels.map(({ id }) => id), ...chatModels];

/** @throws OpenAiError 404 `model_not_found` */
export function findSpeechModel(id: string): SpeechModel {
  const model = speechModels.find((known) => known.id === id);
  if (!model) throw modelNotFound(id);
  return model;
}

/** @throws OpenAiError 404: unknown, or a model that doesn't chat */
export function assertChatModel(id: string): void {
  if (chatModels.includes(id)) return;
  if (!modelIds.includes(id)) throw modelNotFound(id);
  throw new OpenAiError(404, {
    message:
      'This is not a chat model and thus not supported in the v1/chat/completions endpoint. ' +
      'Did you mean to use v1/completions?',
    type: 'invalid_request_error',
    param: 'model',
    code: null,
  });
}

/** A model as `GET /v1/models` lists it. */
export function presentModel(id: string) {
  return { id, object: 'model', created: 1_700_000_000, owned_by: 'lector-stand-in' };
}
