/**
 * What stands in a transcript where speech could not be made out: transcribers' usual mark, with the time at
 * which it begins. The space in it does not break, so that the mark stays one word.
 */
export function gapMark(startSeconds: number): string {
  const seconds = Math.floor(startSeconds);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `[inaudible\u00a0${parts.map((part) => String(part).padStart(2, '0')).join(':')}]`;
}
