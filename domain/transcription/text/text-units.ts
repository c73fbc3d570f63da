/**
 * The smallest piece of a transcript that is moved, timed and wrapped as a whole: a word with its punctuation,
 * or, in scripts that write without spaces, one character with the marks and the punctuation that belong to it.
 */
export interface TextUnit {
  text: string;
  /** Whether a space stands between the unit before and this one, in the text that both are from. */
  spaceBefore: boolean;
}

/** No-break spaces belong to the word: « oui » is one piece in French, and so is a gap mark. */
const separators = /[^\S\u00a0\u2007\u202f]+/u;

const unspacedScripts = [
  'Han',
  'Hiragana',
  'Katakana',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
];
const unspacedLetter = new RegExp(
  `[${unspacedScripts.map((script) => `\\p{Script=${script}}`).join('')}\\u3006\\u30fc\\uff70]`,
  'u',
);
const ideographOrKana =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u;

/** Marks, the long-vowel sign and vowels that are written after their consonant: part of what is before. */
const follower = /[\p{M}\u30fc\uff70\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3]/u;
/** Opening punctuation, vowels written before their consonant, and signs that stack the next consonant. */
const leader = /[\p{Ps}\p{Pi}\u0e40-\u0e44\u0ec0-\u0ec4]|\u1039|\u17d2/u;
const otherLetter = /[\p{L}\p{N}]/u;

/** The units of a text, in order. `joinUnits` of them is the text with its white space made single spaces. */
export function splitIntoUnits(text: string): TextUnit[] {
  const units: TextUnit[] = [];
  for (const word of text.split(separators)) {
    if (word === '') continue;
    const pieces = unspacedLetter.test(word) ? splitUnspaced(word) : [word];
    for (const [index, piece] of pieces.entries()) {
      units.push({ text: piece, spaceBefore: index === 0 && units.length > 0 });
    }
  }
  return units;
}

export function joinUnits(units: readonly TextUnit[]): string {
  return units
    .map((unit, index) => (index > 0 && unit.spaceBefore ? ` ${unit.text}` : unit.text))
    .join('');
}

/** A text with every run of white space made one space, and none at its ends. */
export function normalizeSpaces(text: string): string {
  return text.split(separators).filter(Boolean).join(' ');
}

function splitUnspaced(word: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let holdsUnspaced = false;
  let before = '';
  for (const character of word) {
    const isUnspaced = unspacedLetter.test(character) && !follower.test(character);
    const begins =
      isUnspaced || (holdsUnspaced && (leader.test(character) || otherLetter.test(character)));
    if (piece !== '' && begins && !leader.test(before) && !follower.test(character)) {
      pieces.push(piece);
      piece = '';
      holdsUnspaced = false;
    }
    piece += character;
    holdsUnspaced ||= unspacedLetter.test(character);
    before = character;
  }
  pieces.push(piece);
  return pieces;
}

/**
 * Whether a space belongs between two texts that were heard one after the other: not between ideographs or
 * kana, unless these texts put spaces between them themselves.
 */
export function needsSpaceBetween(
  earlier: readonly TextUnit[],
  later: readonly TextUnit[],
): boolean {
  const last = /.$/su.exec(earlier.at(-1)?.text ?? '')?.[0];
  const first = /^./su.exec(later[0]?.text ?? '')?.[0];
  if (last === undefined || first === undefined) return false;
  if (!ideographOrKana.test(last) || !ideographOrKana.test(first)) return true;
  return spacesIdeographs(earlier) || spacesIdeographs(later);
}

/** One space in twenty characters: more than stray ones, fewer than even long phrases give. */
function spacesIdeographs(units: readonly TextUnit[]): boolean {
  const cjk = units.filter((unit) => ideographOrKana.test(unit.text));
  return cjk.filter((unit) => unit.spaceBefore).length * 20 > cjk.length;
}
