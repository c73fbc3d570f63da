import { endSymbol, startSymbol } from './alphabet.ts';

/** More UTF-8 bytes than any word of any language needs; keeps a word under 6.5 seconds. */
export const maxWordBytes = 240;

/** What stands in a transcript where a word was cut or spoilt. */
export const damagedToken = '⟨?⟩';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A word as symbols: START, its UTF-8 bytes, CRC-8, END.
 *
 * @throws RangeError for an empty word, one with white space inside, or one of more than `maxWordBytes` bytes
 */
export function wordToSymbols(word: string): number[] {
  const bytes = Buffer.from(word, 'utf8');
  if (word === '' || /\s/u.test(word)) throw new RangeError(`not one word: "${word}"`);
  if (bytes.length > maxWordBytes) {
    throw new RangeError(`a word of ${bytes.length} bytes, over ${maxWordBytes}: "${word}"`);
  }
  return [startSymbol, ...bytes, crc8(bytes), endSymbol];
}

/** The word that received bytes spell, the CRC-8 last, or null where they don't fit together. */
export function bytesToWord(received: readonly number[]): string | null {
  if (received.length < 2) return null;
  const bytes = Uint8Array.from(received.slice(0, -1));
  if (crc8(bytes) !== received.at(-1)) return null;
  try {
    const word = strictUtf8.decode(bytes);
    return /\s/u.test(word) ? null : word;
  } catch {
    return null; // Not UTF-8: a damaged word, which is an answer here and no failure.
  }
}

/** CRC-8 with the polynomial 0x07 (SMBus), and 0xff to begin with, so that a run of zeros counts too. */
function crc8(bytes: Uint8Array): number {
  let crc = 0xff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc;
}
