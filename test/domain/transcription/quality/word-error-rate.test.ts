import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { wordErrorRate } from '../../../../domain/transcription/quality/word-error-rate.ts';

function rate(reference: string, hypothesis: string) {
  return wordErrorRate(reference.split(' ').filter(Boolean), hypothesis.split(' ').filter(Boolean));
}

function levenshtein(a: readonly string[], b: readonly string[]): number {
  let above = b.map((_, index) => index + 1);
  above.unshift(0);
  for (const [row, word] of a.entries()) {
    const current = [row + 1];
    for (const [column, other] of b.entries()) {
      const substituted = (above[column] ?? 0) + (word === other ? 0 : 1);
      current.push(Math.min(substituted, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}

describe('wordErrorRate', () => {
  it.each([
    ['the same', 'a b c', 'a b c', [0, 0, 0, 0]],
    ['a word replaced', 'a b c d', 'a x c d', [0.25, 1, 0, 0]],
    ['a word added', 'a b c d', 'a b x c d', [0.25, 0, 1, 0]],
    ['a word left out', 'a b c d', 'a b d', [0.25, 0, 0, 1]],
    ['all of them', 'a b c d e', 'x b c y e d', [0.6, 1, 2, 0]],
    ['nothing left', 'a b', '', [1, 0, 0, 2]],
    ['two empty texts', '', '', [0, 0, 0, 0]],
    ['words from nowhere', '', 'a', [Infinity, 0, 1, 0]],
  ])('counts %s', (what, reference, hypothesis, [wer, substitutions, insertions, deletions]) => {
    const found = rate(reference, hypothesis);
    expect(found.rate).toBe(wer);
    // Several sets of errors may be the fewest there are.
    const counts = [found.substitutions, found.insertions, found.deletions];
    const sum = counts.reduce((total, count) => total + count, 0);
    expect(sum).toBe((substitutions ?? 0) + (insertions ?? 0) + (deletions ?? 0));
    expect(what === 'all of them' ? [] : counts).toEqual(
      what === 'all of them' ? [] : [substitutions, insertions, deletions],
    );
  });

  it('finds as few errors as Levenshtein’s table, of kinds that fit the lengths', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 });
    fc.assert(
      fc.property(words, words, (reference, hypothesis) => {
        const { substitutions, insertions, deletions } = wordErrorRate(reference, hypothesis);
        expect(substitutions + insertions + deletions).toBe(levenshtein(reference, hypothesis));
        expect(insertions - deletions).toBe(hypothesis.length - reference.length);
        expect(Math.min(substitutions, insertions, deletions)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('compares whole books', () => {
    const book = Array.from({ length: 100_000 }, (_, index) => `w${(index * 7919) % 5003}`);
    const heard = book.filter((_, index) => index % 500 !== 0);
    expect(wordErrorRate(book, heard)).toMatchObject({
      deletions: 200,
      substitutions: 0,
      insertions: 0,
    });
  });
});
