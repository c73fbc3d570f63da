/** `HH:MM:SS,mmm` for SubRip, `HH:MM:SS.mmm` for WebVTT. Hours take more digits after 99. */
export function clockTime(milliseconds: number, decimalMark: ',' | '.'): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${clock}${decimalMark}${String(milliseconds % 1000).padStart(3, '0')}`;
}
