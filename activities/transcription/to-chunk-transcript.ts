import type { PlannedChunk } from '../../domain/transcription/chunk-plan.ts';
import type { ChunkTranscript } from '../../domain/transcription/chunk-transcript.ts';
import type { BestTakes } from './best-takes.ts';
import type { Take } from './buy-take.ts';

/** What is stitched later: the takes as one text, with times counted from the beginning of the chunk. */
export function toChunkTranscript(
  chunk: PlannedChunk,
  { takes, flags }: BestTakes,
): ChunkTranscript {
  const segments = timed(chunk, takes, 'segments');
  const words = timed(chunk, takes, 'words');
  return {
    text: takes
      .map((take) => take.result.text)
      .join(' ')
      .trim(),
    language: takes.find((take) => take.result.language !== null)?.result.language ?? null,
    model: takes[0]?.model ?? '',
    flags,
    ...(segments ? { segments } : {}),
    ...(words ? { words } : {}),
  };
}

/** Times count only where every take has them. */
function timed(chunk: PlannedChunk, takes: Take[], kind: 'segments' | 'words') {
  if (!takes.every((take) => take.result[kind])) return null;
  return takes.flatMap((take) => {
    const offsetSeconds = take.span.startSeconds - chunk.startSeconds;
    return (take.result[kind] ?? []).map((part) => ({
      startSeconds: part.startSeconds + offsetSeconds,
      endSeconds: part.endSeconds + offsetSeconds,
      text: part.text,
    }));
  });
}
