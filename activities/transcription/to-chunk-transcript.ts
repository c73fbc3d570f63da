import type {
  ChunkTranscript,
  QualityFlag,
} from '../../domain/transcription/stitching/chunk-transcript.ts';
import type { Take } from './buy-take.ts';

/** What is stitched later: an answer with times counted from the beginning of what was sent. */
export function toChunkTranscript({ model, result }: Take, flags: QualityFlag[]): ChunkTranscript {
  const { text, language, segments, words } = result;
  return {
    text: text.trim(),
    language,
    model,
    flags,
    ...(segments ? { segments } : {}),
    ...(words ? { words } : {}),
  };
}
