const shownWords = 6;

/**
 * Where two texts part, fit for a test's message: whole transcripts fill screens.
 *
 * @returns null where they are the same, word for word
 */
export function firstDifference(heard: string, spoken: string): string | null {
  const [ours, theirs] = [heard.split(/[ \n]+/), spoken.split(/[ \n]+/)];
  const length = Math.max(ours.length, theirs.length);
  for (let index = 0; index < length; index += 1) {
    if (ours[index] === theirs[index]) continue;
    const show = (words: string[]) => words.slice(index, index + shownWords).join(' ') || 'nothing';
    return `word ${index} of ${theirs.length}: heard “${show(ours)}” for “${show(theirs)}”`;
  }
  return null;
}
