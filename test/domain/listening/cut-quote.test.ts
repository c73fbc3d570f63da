import { describe, expect, it } from '@jest/globals';
import { cutQuote } from '../../../domain/listening/cut-quote.ts';

const span = (start: number, end: number, text: string) => ({
  start_seconds: start,
  end_seconds: end,
  text,
});
const segments = [
  { ...span(0, 10, 'It was night.'), estimated: false },
  { ...span(10, 20, 'The river rose.'), estimated: true },
];
const words = [
  span(0, 1, 'It'),
  span(1, 2, 'was'),
  span(2, 4, 'night.'),
  span(10, 11, 'The'),
  span(11, 13, 'river'),
  span(13, 13, 'rose.'),
];

describe('cutQuote', () => {
  it.each([
    ['words between', 1, 11, 'was night. The'],
    ['words that are half in it', 0.5, 3, 'It was night.'],
    ['not those that are less', 0.6, 2.9, 'was'],
    ['words that take no time', 12.5, 14, 'rose.'],
    ['the segment where no word is', 5, 5.5, 'It was night.'],
  ])('has %s', (_what, from, to, quote) => {
    expect(cutQuote({ segments, words }, from, to)).toBe(quote);
  });

  it.each([
    ['a segment', 0, 12, 'It was night.'],
    ['both', 4, 16, 'It was night. The river rose.'],
    ['one that it is a part of', 12, 14, 'The river rose.'],
    ['nothing beyond the end', 30, 40, null],
  ])('without words has %s', (_what, from, to, quote) => {
    expect(cutQuote({ segments }, from, to)).toBe(quote);
  });

  it('is cut off between words, and never within a character', () => {
    const long = (text: string) =>
      cutQuote({ segments: [{ ...span(0, 10, text), estimated: false }] }, 0, 10);
    const cut = long('lantern '.repeat(500)) ?? '';
    expect(cut).toMatch(/^(lantern )+lantern…$/);
    expect(cut.length).toBeLessThanOrEqual(2001);
    const unspaced = long(`猫${'🐈'.repeat(2000)}`) ?? '';
    expect([unspaced.isWellFormed(), unspaced.length]).toEqual([true, 2000]);
  });
});
