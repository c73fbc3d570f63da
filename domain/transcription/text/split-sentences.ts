import { neverEndsSentence, precedesNumber, writesOrdinalPoint } from './abbreviations.ts';
import type { TextUnit } from './text-units.ts';
import { joinUnits, splitIntoUnits } from './text-units.ts';

/** Marks that leave no doubt, because nothing else is written with them. */
const plainEnd = /[!?…。！？｡؟۔।॥።၊။‼⁇⁈⁉]$/u;
const closers = /["'”’»›)\]}」』】〉》）］｝〟\u00a0\u202f]+$/u;
const openers = /^["'“‘„«‹¡¿([{「『【〈《（［｛–—\u00a0\u202f-]+/u;
const lowerCase = /^\p{Ll}/u;
/** Japanese quotes go on with a particle: 「…。」と言った is one sentence. */
const quotativeParticle = /^(と|って)/u;

/**
 * The sentences of a text, in order; nothing is lost but white space between them.
 *
 * Written out instead of taken from Intl.Segmenter, which breaks after “Mr.” and whose answers change with
 * the version of Unicode: a replayed workflow must come to the same sentences.
 *
 * @param language ISO 639-1 code, where it is known.
 */
export function splitSentences(text: string, language: string | null = null): string[] {
  const units = splitIntoUnits(text);
  let start = 0;
  return sentenceEnds(units, language).map((end) => {
    const sentence = joinUnits(units.slice(start, end));
    start = end;
    return sentence;
  });
}

/** Indices just after the last unit of each sentence; the last one is the number of units. */
export function sentenceEnds(units: readonly TextUnit[], language: string | null): number[] {
  const ends: number[] = [];
  let held = '';
  for (const [index, unit] of units.entries()) {
    const next = units[index + 1];
    // A closing quote that stands apart belongs to the word before it: « Venez. »
    const text = held + unit.text;
    const isHeld = next !== undefined && next.text.replace(closers, '') === '';
    held = isHeld ? text : '';
    if (next === undefined || (!isHeld && endsSentence(text, next.text, language))) {
      ends.push(index + 1);
    }
  }
  return ends;
}

/**
 * Whether a unit ends its sentence. A mark that a lower-case word follows does not (“Really?” he asked), nor
 * does the point of an abbreviation, of an initial or of an ordinal number.
 */
export function endsSentence(unit: string, next: string, language: string | null): boolean {
  const bare = unit.replace(closers, '');
  const following = next.replace(openers, '');
  if (lowerCase.test(following)) return false;
  if (plainEnd.test(bare)) return bare === unit || !quotativeParticle.test(following);
  if (!bare.endsWith('.')) return false;
  return bare.endsWith('..') || !isAbbreviation(bare.slice(0, -1), following, language);
}

function isAbbreviation(unit: string, following: string, language: string | null): boolean {
  const word = unit.replace(openers, '');
  const folded = word.toLowerCase();
  if (folded === 'a.m' || folded === 'p.m') return false;
  if (neverEndsSentence.has(folded) || /^(\p{L}\.)+\p{L}$/u.test(word)) return true;
  if (word === 'I') return /^\p{Lu}\.$/u.test(following);
  if (/^\p{Lu}$/u.test(word)) return true;
  if (/^\p{N}{1,2}$/u.test(word)) return writesOrdinalPoint.has(language ?? '');
  return precedesNumber.has(folded) && /^\p{N}/u.test(following);
}
