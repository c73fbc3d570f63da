import type { Transcript } from './transcript.ts';

/** A stretch of a transcript that is found as one. Times are seconds from the beginning of the recording. */
export interface Passage {
  startSeconds: number;
  endSeconds: number;
  text: string;
}

const passageSeconds = 30;

/** Whole sentences, some 30 seconds of them together: long enough to be understood, short enough to be jumped to. */
export function findPassages({ segments }: Pick<Transcript, 'segments'>): Passage[] {
  const passages: Passage[] = [];
  let open: Passage | null = null;
  for (const { startSeconds, endSeconds, text } of segments) {
    if (open && endSeconds - open.startSeconds <= passageSeconds) {
      open.endSeconds = endSeconds;
      open.text = `${open.text} ${text}`;
    } else {
      open = { startSeconds, endSeconds, text };
      passages.push(open);
    }
  }
  return passages;
}
