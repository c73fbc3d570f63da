import type { Transcript } from '../stitching/transcript.ts';

/** Plain text, UTF-8: paragraphs with an empty line between them, and a line feed at the end. */
export function toTxt(transcript: Transcript): string {
  return transcript.text === '' ? '' : `${transcript.text}\n`;
}
