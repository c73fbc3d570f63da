export interface WordErrors {
  /** Errors for each word of the reference. 0 for two empty texts; infinite for words where there are none. */
  rate: number;
  substitutions: number;
  insertions: number;
  deletions: number;
  referenceWords: number;
}

/**
 * Word error rate: the fewest words to replace, add and leave out that make the hypothesis of the reference
 * (Levenshtein), for each word of the reference. Words are compared as they are; normalise them first where case
 * and punctuation should not count.
 *
 * Furthest-reaching paths by diagonal (Ukkonen, "Algorithms for Approximate String Matching", 1985): the time
 * grows with the words and the square of the errors, so a book with few errors takes milliseconds.
 */
export function wordErrorRate(
  reference: readonly string[],
  hypothesis: readonly string[],
): WordErrors {
  const goal = hypothesis.length - reference.length;
  const most = Math.max(reference.length, hypothesis.length);
  const centre = most + 1;
  let last = emptyRow(2 * most + 3);
  let next = emptyRow(2 * most + 3);
  for (let errors = 0; ; errors += 1) {
    for (let diagonal = -errors; diagonal <= errors; diagonal += 1) {
      const at = centre + diagonal;
      step(last, next, at, errors);
      const limit = Math.min(reference.length, hypothesis.length - diagonal);
      let read = Math.min(next.read[at] ?? 0, limit);
      while (read < limit && reference[read] === hypothesis[read + diagonal]) read += 1;
      next.read[at] = read;
    }
    if (next.read[centre + goal] === reference.length) {
      return summarize(errors, next.insertions[centre + goal] ?? 0, goal, reference.length);
    }
    [last, next] = [next, last];
  }
}

/** By diagonal: how many words of the reference are read, and how many insertions that took. */
interface Row {
  read: Int32Array;
  insertions: Int32Array;
}

function emptyRow(length: number): Row {
  return { read: new Int32Array(length).fill(-2), insertions: new Int32Array(length) };
}

/** One error further, by the neighbour that gets furthest; a substitution where two get as far. */
function step(last: Row, next: Row, at: number, errors: number): void {
  if (errors === 0) {
    next.read[at] = 0;
    return;
  }
  const substituted = (last.read[at] ?? -2) + 1;
  const deleted = (last.read[at + 1] ?? -2) + 1;
  const inserted = last.read[at - 1] ?? -2;
  const furthest = Math.max(substituted, deleted, inserted);
  next.read[at] = furthest;
  if (furthest === substituted) next.insertions[at] = last.insertions[at] ?? 0;
  else if (furthest === deleted) next.insertions[at] = last.insertions[at + 1] ?? 0;
  else next.insertions[at] = (last.insertions[at - 1] ?? 0) + 1;
}

function summarize(
  errors: number,
  insertions: number,
  surplus: number,
  referenceWords: number,
): WordErrors {
  const deletions = insertions - surplus;
  return {
    rate: errors === 0 ? 0 : errors / referenceWords,
    substitutions: errors - insertions - deletions,
    insertions,
    deletions,
    referenceWords,
  };
}
