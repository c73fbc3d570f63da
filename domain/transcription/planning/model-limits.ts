import type { ChunkLengths } from './chunk-plan.ts';

/** What a speech model takes and gives. */
export interface SpeechModelLimits extends ChunkLengths {
  /** Shorter audio is refused. */
  minSeconds: number;
  maxUploadBytes: number;
  /** Output stops here, and nothing in the answer says so. Null: no such cap is known. */
  maxOutputTokens: number | null;
  /** `verbose_json` carries the times of segments and words; `json` carries none. */
  responseFormat: 'json' | 'verbose_json';
  timestamps: boolean;
  /** How context reaches the model: as a text in `prompt`, and as a list in `keywords` too, or not at all. */
  context: 'prompt' | 'prompt_and_keywords' | 'none';
}

/**
 * For every model: OpenAI's 25 MB and 1,400 s, each with a margin, as an encoder's padding counts too, and
 * its lower limit of 0.1 s.
 */
const everyModel = { minSeconds: 0.1, maxUploadBytes: 24_000_000 };

/**
 * 2,000 output tokens are about nine minutes of narration in English, and less in languages that take more
 * tokens: 300 s leave room for both.
 */
const tokenCapped: SpeechModelLimits = {
  ...everyModel,
  targetSeconds: 300,
  maxSeconds: 360,
  maxOutputTokens: 2000,
  responseFormat: 'json',
  timestamps: false,
  context: 'prompt',
};

const whisper: SpeechModelLimits = {
  ...everyModel,
  targetSeconds: 600,
  maxSeconds: 1390,
  maxOutputTokens: null,
  responseFormat: 'verbose_json',
  timestamps: true,
  context: 'prompt',
};

/**
 * AssemblyAI takes 10 hours and, by upload, 2.2 GB at once. A quarter of an hour is progress that can be seen, and
 * little to hear again where an answer is not good. Context goes to Universal-3 and later alone.
 */
const assemblyAi: SpeechModelLimits = {
  minSeconds: 0.16,
  maxUploadBytes: 2_000_000_000,
  targetSeconds: 900,
  maxSeconds: 35_000,
  maxOutputTokens: null,
  responseFormat: 'json',
  timestamps: true,
  context: 'prompt',
};

/**
 * The limits of a model, by its name. Dated versions and the deployments of other hosts are known by the
 * model's name inside theirs (`gpt-4o-mini-transcribe-2025-12-15`, `prod-gpt-4o-transcribe`). whisper-1 and
 * every name that is not known, which is a local server's, count as Whisper.
 */
export function speechModelLimits(model: string): SpeechModelLimits {
  const name = model.toLowerCase();
  if (name.startsWith('universal')) return assemblyAi;
  if (name.includes('transcribe-diarize')) return { ...tokenCapped, context: 'none' };
  if (/gpt-4o(-mini)?-transcribe/.test(name)) return tokenCapped;
  if (name.includes('gpt-transcribe')) return { ...tokenCapped, context: 'prompt_and_keywords' };
  return whisper;
}

/** The lengths to plan with, when a second of encoded audio takes so many bytes. */
export function chunkLengths(limits: SpeechModelLimits, bytesPerSecond: number): ChunkLengths {
  const maxSeconds = Math.min(
    limits.maxSeconds,
    Math.floor(limits.maxUploadBytes / bytesPerSecond),
  );
  return { targetSeconds: Math.min(limits.targetSeconds, maxSeconds), maxSeconds };
}
