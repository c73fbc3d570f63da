/**
 * The alphabet of tone-coded audio. A symbol is one chord of two tones, held for 25 ms: a byte is its high nibble as
 * a low tone and its low nibble as a high tone. Every tone is a multiple of 100 Hz, so that all of them fit a whole
 * number of periods in 10 ms and don't leak into each other.
 */
export const symbolSeconds = 0.025;
export const rampSeconds = 0.002;

/** Symbols above the 256 byte values. */
export const startSymbol = 256;
export const endSymbol = 257;

const startChord = { lowHz: 500, highHz: 2200 };
const endChord = { lowHz: 400, highHz: 3900 };

/** The two tones of a symbol (0–255, `startSymbol`, `endSymbol`). */
export function chordOf(symbol: number): { lowHz: number; highHz: number } {
  if (symbol === startSymbol) return startChord;
  if (symbol === endSymbol) return endChord;
  return { lowHz: 600 + 100 * (symbol >> 4), highHz: 2300 + 100 * (symbol & 0x0f) };
}

/** The symbol that two tones spell, or null where they spell none. The high tone of END may be lost to a resampler. */
export function symbolOf(lowHz: number, highHz: number): number | null {
  if (lowHz === endChord.lowHz) return endSymbol;
  if (lowHz === startChord.lowHz) return highHz === startChord.highHz ? startSymbol : null;
  if (highHz < 2300 || highHz > 3800) return null;
  return ((lowHz - 600) / 100) * 16 + (highHz - 2300) / 100;
}
