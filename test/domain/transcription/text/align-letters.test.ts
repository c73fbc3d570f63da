import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { alignLetters } from '../../../../domain/transcription/text/align-letters.ts';

function longestCommonSubsequence(a: string, b: string): number {
  let above = Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const row = [0];
    for (let index = 0; index < b.length; index += 1) {
      const longest = Math.max(above[index + 1] ?? 0, row[index] ?? 0);
      row.push(b[index] === letter ? (above[index] ?? 0) + 1 : longest);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}

describe('alignLetters', () => {
  it('finds each letter’s partner', () => {
    expect([...(alignLetters('abcxdef', 'abcdeyf') ?? [])]).toEqual([0, 1, 2, -1, 3, 4, 6]);
    expect([...(alignLetters('same', 'same') ?? [])]).toEqual([0, 1, 2, 3]);
    expect([...(alignLetters('', 'abc') ?? [])]).toEqual([]);
    expect([...(alignLetters('abc', '') ?? [])]).toEqual([-1, -1, -1]);
  });

  it('gives up on texts that have little in common', () => {
    expect(alignLetters('abcdefghijklmnop', 'qrstuvwxyzabcdef')).toBeNull();
  });

  it('finds the longest alignment there is, rising, of equal letters', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(30), { maxLength: 3 }), (letters, dropped) => {
        const a = letters.join('');
        const b = letters.filter((_, index) => !dropped.includes(index)).join('');
        const partners = [...(alignLetters(a, b) ?? [])];
        const pairs = partners.flatMap((inB, inA) => (inB < 0 ? [] : [[inA, inB] as const]));
        expect(pairs.every(([inA, inB]) => a[inA] === b[inB])).toBe(true);
        expect(
          pairs.every(([, inB], index) => index === 0 || inB > (pairs[index - 1]?.[1] ?? 0)),
        ).toBe(true);
        expect(pairs).toHaveLength(longestCommonSubsequence(a, b));
      }),
    );
  });
});
