import { describe, expect, it } from '@jest/globals';
import { excerptAround, foldedWords, markWords } from '../../../domain/search/mark-words.ts';

const found = new Set(['cafe', 'b']);

describe('markWords', () => {
  it('marks words whatever their accents, and escapes the rest', () => {
    expect(markWords('<b> & Café', found)).toBe('&lt;<mark>b</mark>&gt; &amp; <mark>Café</mark>');
  });

  it('does not mark parts of words', () => expect(markWords('cafes', found)).toBeNull());
});

describe('excerptAround', () => {
  const words = (count: number) =>
    Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

  it('leaves a short text whole', () => expect(excerptAround('A café.', found)).toBe('A café.'));

  it('cuts a long one on both sides', () => {
    const excerpt = excerptAround(`${words(50)} café ${words(50)}`, found) ?? '';
    expect(excerpt).toMatch(/^… w42 .* café w0 .* …$/);
    expect(foldedWords(excerpt)).toHaveLength(35);
  });

  it('is null where nothing was found', () => expect(excerptAround(words(5), found)).toBeNull());
});
