import type { TranscriptDocument } from '../transcription/formats/transcript-document.ts';

type Segment = TranscriptDocument['segments'][number];

/** One stretch of a transcript, as the language model is given it. */
export interface TranscriptSection {
  index: number;
  startSeconds: number;
  endSeconds: number;
  segments: Segment[];
  text: string;
}

/** About six minutes of speech: enough to see what belongs together, little enough to be quoted to the letter. */
const maxLetters = 6000;

/** Cuts a transcript into sections, between segments only. The same transcript is always cut the same. */
export function planSections({ segments }: Pick<TranscriptDocument, 'segments'>) {
  const sections: TranscriptSection[] = [];
  let gathered: Segment[] = [];
  let letters = 0;

  function close(): void {
    const [first, last] = [gathered[0], gathered.at(-1)];
    if (!first || !last) return;
    sections.push({
      index: sections.length,
      startSeconds: first.start_seconds,
      endSeconds: last.end_seconds,
      segments: gathered,
      text: gathered.map(({ text }) => text).join(' '),
    });
    gathered = [];
    letters = 0;
  }

  for (const segment of segments) {
    if (segment.text.trim() === '') continue;
    if (letters + segment.text.length > maxLetters) close();
    gathered.push(segment);
    letters += segment.text.length + 1;
  }
  close();
  return sections;
}
