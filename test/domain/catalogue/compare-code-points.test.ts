import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareCodePoints } from '../../../domain/catalogue/compare-code-points.ts';

it('orders as the bytes of UTF-8 do', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(
        Buffer.compare(Buffer.from(a), Buffer.from(b)),
      );
    }),
  );
});

it('has what is beyond 16 bits after all that is not', () => {
  expect(compareCodePoints('\u{1F600}', '\uFFFD')).toBeGreaterThan(0);
});
