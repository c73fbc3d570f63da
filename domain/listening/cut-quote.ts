import type { TranscriptDocument } from '../transcription/formats/transcript-document.ts';

type Spoken = Pick<TranscriptDocument, 'segments' | 'words'>;

const maxCharacters = 2000;

/**
 * What the transcript says between two moments: the words that are at least half in between where their times are known
 * there, and otherwise the segments. Cut off after some 2,000 characters.
 *
 * @returns null where nothing is said
 */
export function cutQuote(
  { segments, words = [] }: Spoken,
  startSeconds: number,
  endSeconds: number,
): string | null {
  const isWithin = (span: { start_seconds: number; end_seconds: number }) => {
    const common =
      Math.min(span.end_seconds, endSeconds) - Math.max(span.start_seconds, startSeconds);
    const shorter = Math.min(span.end_seconds - span.start_seconds, endSeconds - startSeconds);
    return common >= shorter / 2;
  };
  const said = words.filter(isWithin);
  const spans = said.length > 0 ? said : segments.filter(isWithin);
  const text = spans
    .map((span) => span.text.trim())
    .filter((part) => part !== '')
    .join(' ');
  if (text === '') return null;
  return text.length <= maxCharacters ? text : `${cutAtWord(text)}…`;
}

function cutAtWord(text: string): string {
  const cut = text.slice(0, maxCharacters);
  const space = cut.lastIndexOf(' ');
  // A script without spaces is cut between characters, never within a surrogate pair.
  return space > maxCharacters / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '');
}
