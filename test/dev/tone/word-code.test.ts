import { describe, expect, it } from '@jest/globals';
import { assert, integer, nat, property, string } from 'fast-check';
import { bytesToWord, maxWordBytes, wordToSymbols } from '../../../dev/tone/word-code.ts';

const anyWord = string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(
  (word) => !/\s/u.test(word) && Buffer.byteLength(word) <= maxWordBytes,
);

function received(word: string): number[] {
  return wordToSymbols(word).slice(1, -1);
}

describe('wordToSymbols and bytesToWord', () => {
  it('give back any word of any script', () => {
    assert(property(anyWord, (word) => expect(bytesToWord(received(word))).toBe(word)));
  });

  it('see every single spoilt byte', () => {
    assert(
      property(anyWord, nat(), integer({ min: 1, max: 255 }), (word, at, change) => {
        const bytes = received(word);
        const position = at % bytes.length;
        bytes[position] = (bytes[position] ?? 0) ^ change;
        expect(bytesToWord(bytes)).toBeNull();
      }),
    );
  });

  it('see two bytes that changed places', () => {
    expect(bytesToWord(received('ab'))).toBe('ab');
    const [first = 0, second = 0, crc = 0] = received('ab');
    expect(bytesToWord([second, first, crc])).toBeNull();
  });

  it.each([[[]], [[0xff]], [[0x20, 0x00]]])('take %j for no word', (bytes) => {
    expect(bytesToWord(bytes)).toBeNull();
  });

  it.each(['', 'two words', 'line\nbreak', 'x'.repeat(maxWordBytes + 1)])('refuse "%s"', (word) => {
    expect(() => wordToSymbols(word)).toThrow(RangeError);
  });
});
