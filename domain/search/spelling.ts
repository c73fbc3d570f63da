/**
 * Insertions, deletions, replacements and exchanges of neighbours between two words.
 * Source: Damerau (1964); the restricted form, “optimal string alignment”.
 */
export function editDistance(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(beforeLast, j - 2) + 1
          : Infinity;
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, exchanged));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: number[], index: number): number {
  return row[index] ?? Infinity;
}

/** How far a word may be from what was meant: short words are too close to each other to guess. */
function allowedEdits(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

export interface KnownWord {
  word: string;
  /** How often the catalogue has it. */
  uses: number;
}

/** The words that were probably meant: nearest first, of equally near ones the more common first. */
export function correctSpelling(typed: string, known: readonly KnownWord[], most = 3): string[] {
  return known
    .map(({ word, uses }) => ({ word, uses, distance: editDistance(typed, word) }))
    .filter(({ distance }) => distance > 0 && distance <= allowedEdits(typed))
    .sort((a, b) => a.distance - b.distance || b.uses - a.uses)
    .slice(0, most)
    .map(({ word }) => word);
}

/** A word with two neighbours exchanged, or one letter too many taken out: what trigrams find badly in short words. */
export function nearSpellings(word: string): string[] {
  const letters = [...word];
  const spellings = letters.flatMap((letter, index) => {
    const [head, tail] = [letters.slice(0, index), letters.slice(index + 1)];
    const without = [...head, ...tail].join('');
    const [next, ...further] = tail;
    return next === undefined ? [without] : [without, [...head, next, letter, ...further].join('')];
  });
  return [...new Set(spellings)].filter((spelling) => spelling !== word);
}
