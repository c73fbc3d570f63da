import { z } from 'zod';
import { LectorFailure } from '../../../domain/failure.ts';
import type { SpeechRequest, SpeechResult } from '../provider.ts';
import { fromAssemblyAiLanguage } from './languages.ts';

const wordSchema = z.object({
  text: z.string(),
  /** Milliseconds. */
  start: z.number(),
  end: z.number(),
  confidence: z.number().nullish(),
});

/** What is read of a transcript. Source: https://www.assemblyai.com/docs/api-reference/transcripts/get */
const jobSchema = z.object({
  id: z.string().min(1),
  status: z.enum(['queued', 'processing', 'completed', 'error']),
  error: z.string().nullish(),
  text: z.string().nullish(),
  words: z.array(wordSchema).nullish(),
  language_code: z.string().nullish(),
  /** Seconds. */
  audio_duration: z.number().nullish(),
  speech_model_used: z.string().nullish(),
});

export type Job = z.infer<typeof jobSchema>;

/** @throws LectorFailure `ai_bad_answer` where it is no transcript */
export function readJob(answer: unknown): Job {
  const parsed = jobSchema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new LectorFailure('ai_bad_answer', 'AssemblyAI answered with something other than a job.');
}

/** A completed job in the terms that all providers answer in. */
export function toSpeechResult(
  job: Job,
  request: Pick<SpeechRequest, 'model' | 'durationSeconds'>,
  models: readonly string[],
): SpeechResult {
  const { speech_model_used: used, words } = job;
  return {
    text: job.text?.trim() ?? '',
    language: job.language_code ? fromAssemblyAiLanguage(job.language_code) : null,
    ...(words?.length ? { words: words.map(toHeardWord) } : {}),
    ...(used && used !== request.model && models.includes(used) ? { model: used } : {}),
    usage: { kind: 'duration', seconds: job.audio_duration ?? request.durationSeconds },
  };
}

function toHeardWord({ text, start, end, confidence }: z.infer<typeof wordSchema>) {
  return {
    startSeconds: start / 1000,
    endSeconds: end / 1000,
    text,
    ...(confidence == null ? {} : { confidence }),
  };
}

/** A job that failed because nobody speaks in the audio; such a job is not paid for. */
export const speechless: SpeechResult = {
  text: '',
  language: null,
  usage: { kind: 'duration', seconds: 0 },
};
