import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { locateQuote } from '../../../domain/tasks/locate-quote.ts';
import { timeUnits } from '../../../domain/tasks/timed-units.ts';

/** One segment a sentence, ten seconds each. */
function segments(...texts: string[]) {
  return texts.map((text, index) => ({
    start_seconds: index * 10,
    end_seconds: index * 10 + 9,
    text,
    estimated: true,
  }));
}

const units = timeUnits(
  segments(
    'We met at the harbour.',
    'Mrs. Pell said: “Call the board — today!”',
    'Nobody came. We went home.',
  ),
);

function span(quote: string): [number, number] | null {
  const found = locateQuote(quote, units);
  return found && [found.startSeconds, found.endSeconds];
}

describe('the place of a quote', () => {
  it.each([
    ['Call the board — today!', [10, 19]],
    ['call the BOARD, today', [10, 19]],
    ['at the harbour. Mrs Pell', [0, 19]],
    ['the harbour. Mrs. Pell said: “Call the board — today!” Nobody came', [0, 29]],
    ['We went home.', [20, 29]],
  ])('of “%s” is found, whatever its case and punctuation', (quote, expected) => {
    expect(span(quote)).toEqual(expected);
  });

  it.each([
    ['Call the bored today'],
    ['Call … today'],
    ['call today the board'],
    ['all the board'],
    ['Call the boar'],
    ['Nobody went home'],
    ['the'],
    [''],
    ['— “!”'],
  ])('of “%s” is not guessed', (quote) => {
    expect(locateQuote(quote, units)).toBeNull();
  });

  it('is told in the words of the transcript', () => {
    expect(locateQuote('call the board today', units)?.quote).toBe('“Call the board — today!”');
  });

  it('is as exact as the words’ own times', () => {
    const words = ['We', 'met', 'at', 'the', 'harbour'].map((text, index) => ({
      start_seconds: index,
      end_seconds: index + 0.5,
      text,
    }));
    const timed = timeUnits(segments('We met at the harbour.', 'We met again.'), words);
    expect(locateQuote('met at the', timed)).toMatchObject({ startSeconds: 1, endSeconds: 3.5 });
    // Where the provider gave no times, the segment's own: too wide, and certain.
    expect(locateQuote('We met again', timed)).toMatchObject({ startSeconds: 10, endSeconds: 19 });
  });

  it('is found in scripts without spaces', () => {
    const japanese = timeUnits(segments('船は港にあった。', '今日、委員会に電話してください。'));
    expect(locateQuote('委員会に電話してください', japanese)).toMatchObject({ startSeconds: 10 });
  });

  it('of anything that was said holds those very words, wherever it is', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 12,
    });
    const property = fc.property(texts, fc.nat(), fc.nat(), (sentences, from, length) => {
      const all = timeUnits(segments(...sentences.map((words) => `${words.join(' ')}.`)));
      const first = from % all.length;
      const last = Math.min(all.length - 1, first + 3 + (length % 10));
      const said = all.slice(first, last + 1);
      const quote = said.map(({ text }) => text).join(' ');
      fc.pre(quote.replaceAll(/[^a-z]/g, '').length >= 8);
      const found = locateQuote(quote, all);
      expect(found?.quote).toBe(quote);
      // Of several places it is the first.
      expect(found?.startSeconds).toBeLessThanOrEqual(said[0]?.startSeconds ?? 0);
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});
