import type { ChunkPlan } from '../planning/chunk-plan.ts';
import type { ChunkTranscript } from './chunk-transcript.ts';
import { findParagraphs } from '../text/find-paragraphs.ts';
import { type JoinedReadings, joinReadings } from './join-readings.ts';
import { countSpokenLetters } from '../text/letters.ts';
import { readChunk } from './read-chunk.ts';
import { roundSeconds } from './round-seconds.ts';
import { segmentReading, type TimedUnits } from './segment-reading.ts';
import { joinUnits } from '../text/text-units.ts';
import { timedWords } from './timed-words.ts';
import type { Transcript } from './transcript.ts';

/**
 * Makes one transcript of the chunks' texts. Its words are those of the chunks, one after the other; only where
 * two chunks overlap are the words that both heard taken once. Segments have the provider's times, moved to the
 * chunk's place in the recording, or estimated ones. A chunk with speech but without text leaves a gap mark.
 *
 * @param chunks for each planned chunk its text; null where a silent chunk was never sent.
 * @throws RangeError when there are not as many chunks as the plan has.
 */
export function stitchTranscript(input: {
  plan: ChunkPlan;
  chunks: readonly (ChunkTranscript | null)[];
  costMicros: number;
}): Transcript {
  const { plan, chunks, costMicros } = input;
  if (chunks.length !== plan.chunks.length) {
    throw new RangeError(`${chunks.length} texts for ${plan.chunks.length} chunks`);
  }
  const joined = joinReadings(
    plan.chunks.map((chunk, index) => readChunk(chunk, chunks[index] ?? null)),
  );
  const language = mainLanguage(chunks);
  const segments = joined.readings.flatMap((reading) => segmentReading(reading, language));
  const words = joined.readings.flatMap((reading) => timedWords(reading) ?? []);
  return {
    version: 1,
    language,
    durationSeconds: plan.durationSeconds,
    text: joinSegments(segments, findParagraphs(segments, plan, language)),
    segments: segments.map(({ startSeconds, endSeconds, units, estimated }) => ({
      startSeconds,
      endSeconds,
      text: joinUnits(units),
      estimated,
    })),
    ...(words.length > 0 && { words }),
    quality: listQuality(joined, chunks),
    models: listModels(chunks),
    costMicros,
  };
}

function joinSegments(segments: readonly TimedUnits[], paragraphs: ReadonlySet<number>): string {
  return segments
    .map(({ units }, index) => {
      const text = joinUnits(units);
      if (index === 0) return text;
      if (paragraphs.has(index)) return `\n\n${text}`;
      return units[0]?.spaceBefore === true ? ` ${text}` : text;
    })
    .join('');
}

function listQuality(
  { readings, doubtfulSeams }: JoinedReadings,
  chunks: readonly (ChunkTranscript | null)[],
): Transcript['quality'] {
  const doubtful = readings.flatMap(({ chunk, isGap }, index): Transcript['quality'] => {
    const flags = new Set(chunks[index]?.flags);
    if (isGap) flags.add('gap');
    if (flags.size === 0) return [];
    return [{ startSeconds: chunk.startSeconds, endSeconds: chunk.endSeconds, flags: [...flags] }];
  });
  const seams = doubtfulSeams.map(({ startSeconds, endSeconds }) => ({
    startSeconds,
    endSeconds: roundSeconds(endSeconds),
    flags: ['doubtful_seam' as const],
  }));
  return [...doubtful, ...seams].sort((a, b) => a.startSeconds - b.startSeconds);
}

function listModels(chunks: readonly (ChunkTranscript | null)[]): string[] {
  return [...new Set(chunks.flatMap((chunk) => (chunk?.text ? [chunk.model] : [])))];
}

/** The language in which most is said. */
function mainLanguage(chunks: readonly (ChunkTranscript | null)[]): string | null {
  const letters = new Map<string, number>();
  for (const chunk of chunks) {
    if (chunk === null || chunk.language === null) continue;
    const known = letters.get(chunk.language) ?? 0;
    letters.set(chunk.language, known + countSpokenLetters(chunk.text));
  }
  let main: string | null = null;
  for (const [language, count] of letters) {
    if (main === null || count > (letters.get(main) ?? 0)) main = language;
  }
  return main;
}
