import type { Transcript } from '../stitching/transcript.ts';
import { buildCues } from './build-cues.ts';
import { clockTime } from './clock-time.ts';

/** Subtitlers' usual line: two of them are what a viewer reads in the time that a cue lasts. */
const lineWidth = 42;

/** SubRip: numbered cues of at most 2 × 42 columns. SubRip has no escapes, so the text stands as it is. */
export function toSrt(transcript: Transcript): string {
  return buildCues(transcript, { maxWidth: lineWidth, escape: (text) => text })
    .map(({ startMs, endMs, lines }, index) => {
      const times = `${clockTime(startMs, ',')} --> ${clockTime(endMs, ',')}`;
      return `${index + 1}\n${times}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}
