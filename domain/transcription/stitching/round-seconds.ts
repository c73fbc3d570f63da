/** To a whole millisecond: what is stored, compared and handed to ffmpeg. */
export function roundSeconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
