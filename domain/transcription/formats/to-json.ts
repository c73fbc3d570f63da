import type { Transcript } from '../stitching/transcript.ts';
import type { TranscriptDocument } from './transcript-document.ts';

/** The public JSON document, `transcriptDocumentSchema`, as text. */
export function toJson(transcript: Transcript): string {
  return JSON.stringify(present(transcript));
}

function present(transcript: Transcript): TranscriptDocument {
  return {
    version: transcript.version,
    language: transcript.language,
    duration_seconds: transcript.durationSeconds,
    text: transcript.text,
    segments: transcript.segments.map(({ startSeconds, endSeconds, text, estimated }) => ({
      start_seconds: startSeconds,
      end_seconds: endSeconds,
      text,
      estimated,
    })),
    ...(transcript.words && {
      words: transcript.words.map(({ startSeconds, endSeconds, text }) => ({
        start_seconds: startSeconds,
        end_seconds: endSeconds,
        text,
      })),
    }),
    quality: transcript.quality.map(({ startSeconds, endSeconds, flags }) => ({
      start_seconds: startSeconds,
      end_seconds: endSeconds,
      flags,
    })),
    models: transcript.models,
    cost_micros: transcript.costMicros,
  };
}
