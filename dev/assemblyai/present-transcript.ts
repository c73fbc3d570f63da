import { joinWords } from '../ai/transcription/find-segments.ts';
import type { Job } from './job.ts';

/** A transcript as `GET /v2/transcript/{id}` gives it. Times are milliseconds, the duration is seconds. */
export function presentTranscript({ id, status, order, heard, error }: Job) {
  return {
    id,
    status,
    audio_url: order.audio_url,
    speech_models: order.speech_models,
    speech_model_used: heard?.model ?? null,
    language_detection: order.language_detection ?? false,
    language_code: heard?.language ?? order.language_code ?? null,
    language_confidence: heard && order.language_detection ? 0.99 : null,
    prompt: order.prompt ?? null,
    punctuate: true,
    format_text: true,
    text: heard ? joinWords(heard.words) : null,
    words: heard?.words.map(presentWord) ?? null,
    confidence: heard ? 0.97 : null,
    audio_duration: heard ? Math.round(heard.durationSeconds) : null,
    utterances: null,
    webhook_url: null,
    webhook_status_code: null,
    ...(error === null ? {} : { error }),
  };
}

function presentWord(word: { text: string; startSeconds: number; endSeconds: number }) {
  return {
    text: word.text,
    start: Math.round(word.startSeconds * 1000),
    end: Math.round(word.endSeconds * 1000),
    confidence: 0.97,
    speaker: null,
  };
}

/** Some of it, as the list gives it. */
export function presentListItem({ id, status, order, createdAt, completedAt, error }: Job) {
  return {
    id,
    resource_url: `/v2/transcript/${id}`,
    status,
    created: createdAt.toISOString(),
    completed: completedAt?.toISOString() ?? null,
    audio_url: order.audio_url,
    error,
  };
}
