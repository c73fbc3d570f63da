import type { TimeSpan } from '../analysis/audio-analysis.ts';
import { mergeOverlap } from './merge-overlap.ts';
import type { ChunkReading } from './read-chunk.ts';
import { totalSeconds } from '../analysis/speech-spans.ts';
import { needsSpaceBetween, type TextUnit } from '../text/text-units.ts';

/** What stays of a chunk once its seams are merged. */
export interface JoinedReading extends ChunkReading {
  /** The first unit that stays, and the one after the last. */
  from: number;
  to: number;
  /** The stretch of the recording that what stays was heard in. */
  region: TimeSpan;
}

export interface JoinedReadings {
  readings: JoinedReading[];
  /** Seconds that two chunks share without having heard the same words in them. */
  doubtfulSeams: TimeSpan[];
}

/** Decides at every seam what stays of either side, and whether a space belongs between them. */
export function joinReadings(readings: readonly ChunkReading[]): JoinedReadings {
  const joined: JoinedReading[] = [];
  const doubtfulSeams: TimeSpan[] = [];
  for (const reading of readings) {
    const { chunk, units } = reading;
    const region = { startSeconds: chunk.startSeconds, endSeconds: chunk.endSeconds };
    const later = { ...reading, from: 0, to: units.length, region };
    const earlier = joined.at(-1);
    if (earlier !== undefined && chunk.overlapSeconds > 0) {
      const agreed = mergeSeam(earlier, later);
      if (!agreed) doubtfulSeams.push(overlapOf(chunk));
    }
    joined.push(later);
  }
  return { readings: spaceSeams(joined), doubtfulSeams };
}

function overlapOf(chunk: ChunkReading['chunk']): TimeSpan {
  return {
    startSeconds: chunk.startSeconds,
    endSeconds: chunk.startSeconds + chunk.overlapSeconds,
  };
}

/** Trims both sides of an overlap; says whether they agreed. Where one side has no text the other has it all. */
function mergeSeam(earlier: JoinedReading, later: JoinedReading): boolean {
  const overlap = overlapOf(later.chunk);
  const earlierHeard = earlier.units.length > 0 && !earlier.isGap;
  const laterHeard = later.units.length > 0 && !later.isGap;
  if (!earlierHeard || !laterHeard) {
    const seam = laterHeard ? overlap.startSeconds : overlap.endSeconds;
    earlier.region.endSeconds = seam;
    later.region.startSeconds = seam;
    return true;
  }
  const seam = mergeOverlap(sideOf(earlier), sideOf(later), overlap);
  earlier.to = Math.max(earlier.from, seam.keepEarlier);
  later.from = seam.skipLater;
  const before = earlier.times?.[earlier.to - 1]?.endSeconds;
  const after = later.times?.[later.from]?.startSeconds;
  const middle = (overlap.startSeconds + overlap.endSeconds) / 2;
  const seamSeconds = before !== undefined && after !== undefined ? (before + after) / 2 : middle;
  earlier.region.endSeconds = seamSeconds;
  later.region.startSeconds = seamSeconds;
  return seam.agreed;
}

function sideOf({ units, times, chunk }: ChunkReading): Parameters<typeof mergeOverlap>[0] {
  return { units, times, speechSeconds: totalSeconds(chunk.speech) };
}

/** Inside a chunk its own text says where spaces are; at a seam the two texts around it must. */
function spaceSeams(readings: JoinedReading[]): JoinedReading[] {
  let before: readonly TextUnit[] = [];
  return readings.map((reading) => {
    const kept = reading.units.slice(reading.from, reading.to);
    if (kept.length === 0) return reading;
    const spaced = before.length > 0 && needsSpaceBetween(before, kept);
    before = kept;
    if (reading.from > 0) return reading;
    return {
      ...reading,
      units: reading.units.map((unit, index) =>
        index === 0 ? { ...unit, spaceBefore: spaced } : unit,
      ),
    };
  });
}
