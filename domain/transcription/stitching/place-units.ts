import { alignLetters } from '../text/align-letters.ts';
import type { TimeSpan } from '../analysis/audio-analysis.ts';
import { letterKey } from '../text/letters.ts';
import type { TextUnit } from '../text/text-units.ts';

interface TimedText extends TimeSpan {
  text: string;
}

/** Where a unit lies in a list of pieces: piece 2.5 is the middle of the third piece. */
interface Placement {
  from: number;
  to: number;
}

/**
 * Finds each unit of a text among the pieces (words, segments) that a provider gave for the same text, by
 * their letters, for the pieces differ from the text: Whisper's words have no punctuation, and a Japanese one
 * holds several units. Null for a unit that no piece has. Null for all when the texts do not match.
 */
export function placeUnits(
  units: readonly TextUnit[],
  pieces: readonly TimedText[],
): (Placement | null)[] | null {
  const unitKeys = units.map((unit) => letterKey(unit.text));
  const pieceKeys = pieces.map((piece) => letterKey(piece.text));
  const partners = alignLetters(unitKeys.join(''), pieceKeys.join(''));
  if (partners === null) return null;

  const placeOfLetter = pieceKeys.flatMap((key, piece) =>
    Array.from({ length: key.length }, (_, letter) => ({
      from: piece + letter / key.length,
      to: piece + (letter + 1) / key.length,
    })),
  );
  let letter = 0;
  return unitKeys.map((key) => {
    const places = [...partners.subarray(letter, letter + key.length)].flatMap((partner) => {
      const place = placeOfLetter[partner];
      return place === undefined ? [] : [place];
    });
    letter += key.length;
    const first = places[0];
    const last = places.at(-1);
    return first && last ? { from: first.from, to: last.to } : null;
  });
}

/**
 * The time of each unit, from the words that a provider gave for the same text. A unit that no word has (a
 * dash, a number spelt otherwise) takes the time between its neighbours. Null when the texts do not match.
 */
export function timeUnits(
  units: readonly TextUnit[],
  words: readonly TimedText[],
): TimeSpan[] | null {
  const places = placeUnits(units, words);
  if (places === null || words.length === 0) return null;
  const times = places.map((place) =>
    place === null
      ? null
      : { startSeconds: timeAt(words, place.from), endSeconds: timeAt(words, place.to, true) },
  );
  return fillIn(times, words[0]?.startSeconds ?? 0, words.at(-1)?.endSeconds ?? 0);
}

/** A place on the border of two words is the end of the first or the start of the second. */
function timeAt(words: readonly TimedText[], place: number, isEnd = false): number {
  const index = isEnd ? Math.ceil(place - 1e-9) - 1 : Math.floor(place + 1e-9);
  const word = words[index];
  if (word === undefined) return 0;
  return word.startSeconds + (place - index) * (word.endSeconds - word.startSeconds);
}

function fillIn(times: (TimeSpan | null)[], first: number, last: number): TimeSpan[] {
  const filled: TimeSpan[] = [];
  for (let index = 0; index < times.length; index += 1) {
    const known = times[index];
    if (known) {
      filled.push(known);
      continue;
    }
    let stop = index;
    while (stop < times.length && !times[stop]) stop += 1;
    const from = filled.at(-1)?.endSeconds ?? first;
    const to = Math.max(from, times[stop]?.startSeconds ?? last);
    const share = (to - from) / (stop - index);
    for (let step = 0; index + step < stop; step += 1) {
      filled.push({ startSeconds: from + step * share, endSeconds: from + (step + 1) * share });
    }
    index = stop - 1;
  }
  return filled;
}
