import type { TimeSpan } from '../analysis/audio-analysis.ts';
import type { PlannedChunk } from '../planning/chunk-plan.ts';
import type { ChunkTranscript } from './chunk-transcript.ts';
import { gapMark } from '../quality/gap-mark.ts';
import { placeUnits, timeUnits } from './place-units.ts';
import { type TextUnit, splitIntoUnits } from '../text/text-units.ts';

/** One chunk's text as units, with what the provider knew about their times; seconds of the recording. */
export interface ChunkReading {
  chunk: PlannedChunk;
  units: TextUnit[];
  /** Nothing could be made of the chunk; its only unit is the mark that says so. */
  isGap: boolean;
  /** The time of each unit, from the provider's words. */
  times: TimeSpan[] | null;
  /** The provider's segments, and the index of each unit's own. */
  segments: { spans: TimeSpan[]; ofUnit: number[] } | null;
}

/** @param transcript null for a chunk that was not sent. With speech in it, that is a gap too. */
export function readChunk(chunk: PlannedChunk, transcript: ChunkTranscript | null): ChunkReading {
  const units = splitIntoUnits(transcript?.text ?? '');
  const isMissing =
    transcript === null ? chunk.speech.length > 0 : transcript.flags.includes('gap');
  if (units.length === 0 && isMissing) {
    const text = gapMark(chunk.speech[0]?.startSeconds ?? chunk.startSeconds);
    return {
      chunk,
      units: [{ text, spaceBefore: false }],
      isGap: true,
      times: null,
      segments: null,
    };
  }
  const words = shift(transcript?.words ?? [], chunk.startSeconds);
  const segments = shift(transcript?.segments ?? [], chunk.startSeconds);
  return {
    chunk,
    units,
    isGap: false,
    times: timeUnits(units, words),
    segments: segmentUnits(units, segments),
  };
}

interface TimedText extends TimeSpan {
  text: string;
}

function shift(pieces: readonly TimedText[], seconds: number): TimedText[] {
  return pieces.map((piece) => ({
    startSeconds: piece.startSeconds + seconds,
    endSeconds: piece.endSeconds + seconds,
    text: piece.text,
  }));
}

function segmentUnits(
  units: readonly TextUnit[],
  segments: readonly TimedText[],
): ChunkReading['segments'] {
  const places = segments.length === 0 ? null : placeUnits(units, segments);
  if (places === null) return null;
  let current = 0;
  const ofUnit = places.map((place) => {
    if (place !== null) current = Math.floor(place.from);
    return current;
  });
  return {
    spans: segments.map(({ startSeconds, endSeconds }) => ({ startSeconds, endSeconds })),
    ofUnit,
  };
}
