import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  joinUnits,
  needsSpaceBetween,
  normalizeSpaces,
  splitIntoUnits,
} from '../../../../domain/transcription/text/text-units.ts';

function unitsOf(text: string): string[] {
  return splitIntoUnits(text).map((unit) => unit.text);
}

describe('splitIntoUnits', () => {
  it.each([
    ['words with their punctuation', 'Well, “go” — now!', ['Well,', '“go”', '—', 'now!']],
    ['Japanese signs', '「猫だ。」と言った', ['「猫', 'だ。」', 'と', '言', 'っ', 'た']],
    ['a long vowel with its sign', 'コーヒー', ['コー', 'ヒー']],
    ['Chinese with Latin in it', '我用GPT-4o，很好', ['我', '用', 'GPT-4o，', '很', '好']],
    ['Thai with its vowels and tones', 'น้ำเป็น', ['น้ำ', 'เป็', 'น']],
    ['Khmer with stacked consonants', 'ខ្មែរ', ['ខ្មែ', 'រ']],
    ['Korean words', '나는 고양이', ['나는', '고양이']],
    ['no-break spaces as part of a word', 'Quoi\u202f? Oui\u00a0!', ['Quoi\u202f?', 'Oui\u00a0!']],
    ['ideographic spaces', '一　二', ['一', '二']],
    ['nothing', ' \n\t', []],
  ])('finds %s', (_what, text, units) => {
    expect(unitsOf(text)).toEqual(units);
  });

  it('loses nothing but the amount of white space', () => {
    const pieces = fc.constantFrom(
      '猫',
      '「',
      '。',
      ' ',
      '\n',
      'ab',
      'ー',
      '’',
      'ก',
      'ำ',
      '5',
      '—',
      '👩‍🚀',
      'é',
    );
    const arbitraryText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(pieces).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const units = splitIntoUnits(text);
        expect(joinUnits(units)).toBe(normalizeSpaces(text));
        expect(units.every((unit) => unit.text !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('needsSpaceBetween', () => {
  it.each([
    ['Latin and Latin', 'the end', 'and so', true],
    ['Japanese and Japanese', '猫である。', '名前は', false],
    ['Japanese and Latin', '猫である。', 'Then', true],
    ['Korean and Korean', '나는', '고양이', true],
    ['nothing and anything', '', 'word', false],
  ])('knows %s', (_what, earlier, later, needed) => {
    expect(needsSpaceBetween(splitIntoUnits(earlier), splitIntoUnits(later))).toBe(needed);
  });

  it('follows texts that put spaces between ideographs themselves', () => {
    const spaced = splitIntoUnits('今日は いい 天気 です ね');
    expect(needsSpaceBetween(spaced, splitIntoUnits('明日'))).toBe(true);
  });
});
