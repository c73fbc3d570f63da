import { deflatedBits } from './deflated-bits.ts';
import { normalizeSpaces } from '../text/text-units.ts';

/** About a minute of narration: so much text has room for a loop, and prose stays well under 2.4. */
const windowLetters = 1000;
const stepLetters = 250;
const wideCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * How much a text repeats itself, as the ratio of its plain to its deflated size; of a long text, the highest
 * ratio of any thousand letters of it. Whisper's decoder takes over 2.4 for a loop, of the half minute that it
 * hears at a time: over whole chunks the ratio grows with the length alone (ordinary English prose passes 2.4
 * at about 8,000 letters), and in UTF-8 it depends on the script (Hindi and Tamil pass it at 500). So it is
 * taken over windows, and of characters: one byte each, two for ideographs, kana and Hangul.
 */
export function compressionRatio(text: string): number {
  const characters = Array.from(normalizeSpaces(text));
  const last = Math.max(0, characters.length - windowLetters);
  let highest = 0;
  for (let start = 0; start < last + stepLetters; start += stepLetters) {
    const from = Math.min(start, last);
    highest = Math.max(highest, ratioOf(characters.slice(from, from + windowLetters)));
  }
  return highest;
}

function ratioOf(characters: readonly string[]): number {
  if (characters.length === 0) return 0;
  const wide = characters.filter((character) => wideCharacter.test(character)).length;
  const plainBits = 8 * (characters.length + wide);
  const symbols = characters.map((character) => character.codePointAt(0) ?? 0);
  return plainBits / deflatedBits(symbols, plainBits / characters.length);
}
