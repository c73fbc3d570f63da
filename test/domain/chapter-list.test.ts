import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findChapterFaults, tidyChapters } from '../../domain/chapter-list.ts';

const chapter = (startSeconds: number, endSeconds: number) => ({
  title: 'A chapter',
  startSeconds,
  endSeconds,
});

describe('findChapterFaults', () => {
  it('has nothing against chapters in order, with gaps or without', () => {
    expect(findChapterFaults([chapter(0, 10), chapter(10, 20), chapter(25, 60)], 60)).toEqual([]);
    expect(findChapterFaults([], 60)).toEqual([]);
  });

  it.each([
    ['an overlap', [chapter(0, 10), chapter(9, 20)], 1, 'startSeconds'],
    ['a wrong order', [chapter(10, 20), chapter(0, 10)], 1, 'startSeconds'],
    ['an empty one', [chapter(5, 5)], 0, 'endSeconds'],
    ['one that runs backwards', [chapter(10, 5)], 0, 'endSeconds'],
    ['one beyond the end', [chapter(0, 61)], 0, 'endSeconds'],
  ])('finds %s', (_, chapters, index, field) => {
    expect(findChapterFaults(chapters, 60)).toMatchObject([{ index, field }]);
  });

  it('has nothing against what was tidied', () => {
    const span = fc.record({
      title: fc.string(),
      startSeconds: fc.double({ min: -10, max: 200 }),
      endSeconds: fc.double({ min: -10, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        expect(findChapterFaults(tidyChapters(spans, 120), 120)).toEqual([]);
      }),
    );
  });
});
