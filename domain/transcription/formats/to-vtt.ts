import type { Transcript } from '../stitching/transcript.ts';
import { buildCues } from './build-cues.ts';
import { clockTime } from './clock-time.ts';

const lineWidth = 65;
const estimatedNote =
  'NOTE Times are estimated from the pauses in the recording where the speech model gave none.';

/** WebVTT (https://www.w3.org/TR/webvtt1/): cues of at most two lines of 65 characters, entities included. */
export function toVtt(transcript: Transcript): string {
  const cues = buildCues(transcript, { maxWidth: lineWidth, escape: escapeCueText });
  const isEstimated = transcript.segments.some((segment) => segment.estimated);
  const blocks = [
    'WEBVTT',
    ...(isEstimated ? [estimatedNote] : []),
    ...cues.map(({ startMs, endMs, lines }) => {
      const times = `${clockTime(startMs, '.')} --> ${clockTime(endMs, '.')}`;
      return `${times}\n${lines.join('\n')}`;
    }),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** `>` need not be escaped alone, but `-->` in a text would end its cue. */
function escapeCueText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
