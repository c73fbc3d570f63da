import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { correctSpelling, editDistance, nearSpellings } from '../../../domain/search/spelling.ts';

describe('editDistance', () => {
  it.each([
    ['stone', 'stone', 0],
    ['stoen', 'stone', 1],
    ['ston', 'stone', 1],
    ['stonne', 'stone', 1],
    ['stane', 'stone', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%s to %s is %d', (left, right, edits) => expect(editDistance(left, right)).toBe(edits));

  it('is the same both ways, and zero for equal words alone', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (left, right) => {
        expect(editDistance(left, right)).toBe(editDistance(right, left));
        expect(editDistance(left, right) === 0).toBe(left === right);
      }),
    );
  });
});

describe('correctSpelling', () => {
  const known = [
    { word: 'stone', uses: 5 },
    { word: 'stolen', uses: 9 },
    { word: 'storm', uses: 100 },
  ];
  it('takes near words, common ones first', () =>
    expect(correctSpelling('stoen', known)).toEqual(['stolen', 'stone']));
  it('does not guess at short words', () => expect(correctSpelling('sto', known)).toEqual([]));
});

describe('nearSpellings', () => {
  it('has neighbours exchanged and letters left out', () =>
    expect(nearSpellings('abc').toSorted()).toEqual(['ab', 'ac', 'acb', 'bac', 'bc']));
});
