import type { TranscriptRow } from '../../../db/repositories/transcribe/transcripts.ts';
import { storageKeys, transcriptFormats } from '../../../domain/storage-keys.ts';
import { transcriptDocumentSchema } from '../../../domain/transcription/formats/transcript-document.ts';
import type { ApiDeps } from '../../api-deps.ts';
import { languageName } from '../language-code.ts';
import type { TranscriptionFields } from './schema.ts';

interface CompatibleAnswer {
  contentType: string;
  body: string;
}

/** The finished transcript in the format that was asked for. */
export async function presentCompatibly(
  storage: ApiDeps['storage'],
  row: TranscriptRow,
  fields: TranscriptionFields,
): Promise<CompatibleAnswer> {
  const { response_format: format } = fields;
  const key = storageKeys.transcript(row.id);
  const text = row.text ?? '';
  switch (format) {
    case 'json':
      return json({ text, usage: usageOf(row) });
    case 'verbose_json':
      return json(verbose(await storage.getText(`${key}.json`), row, fields));
    case 'text':
      return { contentType: transcriptFormats.txt, body: `${text}\n` };
    case 'srt':
    case 'vtt':
      return {
        contentType: transcriptFormats[format],
        body: await storage.getText(`${key}.${format}`),
      };
  }
}

export function usageOf({ audio_seconds: seconds }: TranscriptRow) {
  return { type: 'duration', seconds: Math.ceil(seconds ?? 0) };
}

function json(value: object): CompatibleAnswer {
  return { contentType: 'application/json', body: JSON.stringify(value) };
}

/**
 * What the model tells of itself (log probabilities, temperature) is not known once chunks are joined, and stands at the
 * values that mean nothing.
 */
function verbose(document: string, row: TranscriptRow, fields: TranscriptionFields): object {
  const transcript = transcriptDocumentSchema.parse(JSON.parse(document));
  const wanted = fields['timestamp_granularities[]'] ?? ['segment'];
  const language = row.language ?? transcript.language;
  return {
    task: 'transcribe',
    language: (language && languageName(language)?.toLowerCase()) ?? language ?? 'unknown',
    duration: transcript.duration_seconds,
    text: row.text ?? '',
    ...(wanted.includes('segment') && {
      segments: transcript.segments.map(({ start_seconds, end_seconds, text }, id) => ({
        id,
        seek: 0,
        start: start_seconds,
        end: end_seconds,
        text,
        tokens: [],
        temperature: 0,
        avg_logprob: 0,
        compression_ratio: 1,
        no_speech_prob: 0,
      })),
    }),
    ...(wanted.includes('word') && {
      words: (transcript.words ?? []).map(({ start_seconds, end_seconds, text }) => ({
        word: text,
        start: start_seconds,
        end: end_seconds,
      })),
    }),
    usage: usageOf(row),
  };
}
