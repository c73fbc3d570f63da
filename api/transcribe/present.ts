import type { TranscriptRow } from '../../db/repositories/transcribe/transcripts.ts';
import { audioFormats } from '../../domain/audio-format.ts';
import { failures } from '../../domain/errors.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { TranscriptBody } from './schema.ts';

/** A transcript as its owner sees it, with a link to the audio for as long as that is kept. */
export async function presentTranscript(
  row: TranscriptRow,
  { storage, config }: Pick<ApiDeps, 'storage' | 'config'>,
): Promise<TranscriptBody> {
  const audioUrl =
    row.audio_removed_at === null
      ? await storage.presignDownload({
          key: row.source_key,
          fileName: row.file_name || `audio.${audioFormats[row.source_format].extension}`,
          contentType: audioFormats[row.source_format].contentType,
          expiresInSeconds: config.auth.linkTtlSeconds,
        })
      : null;
  return {
    id: row.id,
    status: row.status,
    text: row.text,
    audio_url: audioUrl,
    language_code: row.language,
    created_at: row.created_at.toISOString(),
    completed_at: row.completed_at?.toISOString() ?? null,
    error: describeError(row),
  };
}

/** The cause in plain words. Details of ours, of a provider's address say, are not the client's business. */
export function describeError({
  failure_code: code,
  failure_detail: detail,
}: Pick<TranscriptRow, 'failure_code' | 'failure_detail'>): string | null {
  if (code === null) return null;
  const { title } = failures[code];
  return aboutTheFile.has(code) && detail ? `${title}: ${detail}` : `${title}.`;
}

const aboutTheFile = new Set<string>(['audio_unreadable', 'audio_rejected']);
