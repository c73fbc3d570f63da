import { letterKey } from '../transcription/text/letters.ts';
import { joinUnits } from '../transcription/text/text-units.ts';
import type { TimedUnit } from './timed-units.ts';

export interface LocatedQuote {
  /** As the transcript has it. */
  quote: string;
  startSeconds: number;
  endSeconds: number;
}

/** Shorter quotes could be from anywhere. */
const fewestLetters = 8;

/**
 * Finds the words of a quote in the transcript: all of them, in their order, with nothing between them. Case,
 * punctuation and spacing may differ, words may not. Of several places it is the first.
 *
 * @returns null for a quote that is not there: where it came from is never guessed
 */
export function locateQuote(quote: string, units: readonly TimedUnit[]): LocatedQuote | null {
  const wanted = letterKey(quote);
  if (wanted.length < fewestLetters) return null;
  const { letters, unitAt, starts, ends } = spellOut(units);
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
    const [first, last] = [unitAt[at], unitAt[at + wanted.length - 1]];
    // The middle of a word is another word.
    if (first === undefined || last === undefined) continue;
    if (starts[first] !== at || ends[last] !== at + wanted.length) continue;
    const found = units.slice(first, last + 1);
    return {
      quote: joinUnits(found),
      startSeconds: Math.min(...found.map(({ startSeconds }) => startSeconds)),
      endSeconds: Math.max(...found.map(({ endSeconds }) => endSeconds)),
    };
  }
  return null;
}

/** All letters in a row, and which unit each is of. */
function spellOut(units: readonly TimedUnit[]) {
  const unitAt: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let letters = '';
  for (const [index, unit] of units.entries()) {
    const key = letterKey(unit.text);
    starts.push(letters.length);
    letters += key;
    ends.push(letters.length);
    for (let count = 0; count < key.length; count += 1) unitAt.push(index);
  }
  return { letters, unitAt, starts, ends };
}
