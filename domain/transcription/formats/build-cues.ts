import type { Transcript } from '../stitching/transcript.ts';
import { chooseCueEnds } from './choose-cue-ends.ts';
import { type CueLayout, longestCueMs, shortestCueMs } from './cue-layout.ts';
import { listCueUnits } from './cue-units.ts';
import { wrapLines } from './wrap-lines.ts';

/** One caption: its lines are shown together from `startMs` to `endMs`. */
export interface Cue {
  startMs: number;
  endMs: number;
  lines: string[];
}

/**
 * Divides a transcript into cues: all of its words in order, in cues that rise, never overlap and always last.
 * A cue keeps to the layout and to seven seconds; only a single word may break the layout, by being too wide.
 */
export function buildCues(transcript: Transcript, layout: CueLayout): Cue[] {
  const units = listCueUnits(transcript, layout.escape);
  const cues: Cue[] = [];
  let start = 0;
  let endedMs = 0;
  for (const end of chooseCueEnds(units, layout)) {
    const inCue = units.slice(start, end);
    const startMs = Math.max(endedMs, inCue[0]?.startMs ?? 0);
    const nextMs = units[end]?.startMs ?? Math.floor(transcript.durationSeconds * 1000);
    endedMs = cueEnd(startMs, inCue.at(-1)?.endMs ?? 0, nextMs);
    cues.push({ startMs, endMs: endedMs, lines: wrapLines(inCue, layout.maxWidth) });
    start = end;
  }
  return cues;
}

function cueEnd(startMs: number, spokenMs: number, nextMs: number): number {
  const readableMs = Math.min(nextMs, startMs + shortestCueMs);
  const endMs = Math.min(startMs + longestCueMs, Math.max(spokenMs, readableMs));
  return Math.max(startMs + 1, endMs);
}
