import type { TimeSpan } from '../analysis/audio-analysis.ts';
import type { PlannedChunk } from './chunk-plan.ts';
import type { ChunkTranscript, QualityFlag } from '../stitching/chunk-transcript.ts';
import { joinReadings } from '../stitching/join-readings.ts';
import { readChunk } from '../stitching/read-chunk.ts';
import { segmentReading } from '../stitching/segment-reading.ts';
import { joinUnits } from '../text/text-units.ts';
import { timedWords } from '../stitching/timed-words.ts';

/**
 * One chunk's transcript from those of its parts, as `splitChunk` made them. A part with speech but without text
 * leaves a gap mark. Segments and words are kept where every part that has text has the provider's.
 *
 * @param startSeconds where the whole chunk begins in the recording.
 */
export function joinHalves(
  halves: readonly { chunk: PlannedChunk; transcript: ChunkTranscript | null }[],
  startSeconds: number,
): ChunkTranscript {
  const { readings, doubtfulSeams } = joinReadings(
    halves.map(({ chunk, transcript }) => readChunk(chunk, transcript)),
  );
  const transcripts = halves.flatMap(({ transcript }) => transcript ?? []);
  const language = transcripts.find((transcript) => transcript.language)?.language ?? null;
  const flags = new Set<QualityFlag>(transcripts.flatMap((transcript) => transcript.flags));
  flags.add('split_in_half');
  if (readings.some((reading) => reading.isGap)) flags.add('gap');
  if (doubtfulSeams.length > 0) flags.add('doubtful_seam');

  const parts = readings.map((reading) => ({
    isHeard: !reading.isGap && reading.from < reading.to,
    segments: segmentReading(reading, language),
    words: timedWords(reading),
  }));
  const heard = parts.filter((part) => part.isHeard);
  const hasSegments = heard.every((part) => part.segments.every((segment) => !segment.estimated));
  const inChunk = (timed: TimeSpan): TimeSpan => ({
    startSeconds: timed.startSeconds - startSeconds,
    endSeconds: timed.endSeconds - startSeconds,
  });
  const segments = parts
    .flatMap((part) => part.segments)
    .map((segment) => Object.assign(inChunk(segment), { text: joinUnits(segment.units) }));
  const words = parts
    .flatMap((part) => part.words ?? [])
    .map((word) => Object.assign(inChunk(word), { text: word.text }));
  return {
    text: joinUnits(readings.flatMap(({ units, from, to }) => units.slice(from, to))),
    language,
    model: transcripts.at(-1)?.model ?? '',
    ...(heard.length > 0 && hasSegments && { segments }),
    ...(words.length > 0 && heard.every((part) => part.words) && { words }),
    flags: [...flags],
  };
}
