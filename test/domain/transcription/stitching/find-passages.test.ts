import { describe, expect, it } from '@jest/globals';
import { findPassages } from '../../../../domain/transcription/stitching/find-passages.ts';

const sentence = (startSeconds: number, endSeconds: number, text: string) => ({
  startSeconds,
  endSeconds,
  text,
  estimated: false,
});

describe('findPassages', () => {
  it('joins sentences up to half a minute', () => {
    const segments = [
      sentence(0, 12, 'One.'),
      sentence(12, 30, 'Two.'),
      sentence(30, 31, 'Three.'),
    ];
    expect(findPassages({ segments })).toEqual([
      { startSeconds: 0, endSeconds: 30, text: 'One. Two.' },
      { startSeconds: 30, endSeconds: 31, text: 'Three.' },
    ]);
  });

  it('leaves a long sentence whole', () => {
    const segments = [sentence(5, 80, 'Long.'), sentence(80, 81, 'Short.')];
    expect(findPassages({ segments }).map(({ text }) => text)).toEqual(['Long.', 'Short.']);
  });

  it('finds none in silence', () => {
    expect(findPassages({ segments: [] })).toEqual([]);
  });
});
