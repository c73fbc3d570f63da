import { describe, expect, it } from '@jest/globals';
import { placeUnits, timeUnits } from '../../../../domain/transcription/stitching/place-units.ts';
import { splitIntoUnits } from '../../../../domain/transcription/text/text-units.ts';

function pieces(...list: [number, number, string][]) {
  return list.map(([startSeconds, endSeconds, text]) => ({ startSeconds, endSeconds, text }));
}

function timesOf(text: string, words: ReturnType<typeof pieces>) {
  return timeUnits(splitIntoUnits(text), words)?.map((time) => [
    Number(time.startSeconds.toFixed(3)),
    Number(time.endSeconds.toFixed(3)),
  ]);
}

describe('timeUnits', () => {
  it('finds words that the provider spells without punctuation or in another case', () => {
    const words = pieces([0, 0.4, 'well'], [0.5, 0.8, 'Dont'], [1, 1.5, 'go']);
    expect(timesOf('“Well, don’t go!”', words)).toEqual([
      [0, 0.4],
      [0.5, 0.8],
      [1, 1.5],
    ]);
  });

  it('divides words that hold several signs', () => {
    expect(timesOf('猫である。', pieces([0, 0.4, '猫'], [0.4, 1, 'である']))).toEqual([
      [0, 0.4],
      [0.4, 0.6],
      [0.6, 0.8],
      [0.8, 1],
    ]);
  });

  it('joins words that the text writes as one', () => {
    expect(timesOf('cannot go', pieces([0, 0.3, 'can'], [0.3, 0.6, 'not'], [1, 2, 'go']))).toEqual([
      [0, 0.6],
      [1, 2],
    ]);
  });

  it('gives what no word has the time between its neighbours', () => {
    const words = pieces([1, 2, 'so'], [4, 5, 'it'], [5, 6, 'ends']);
    expect(timesOf('— so — … it ends —', words)).toEqual([
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 6],
      [6, 6],
    ]);
  });

  it('bridges a number that is spelt otherwise', () => {
    const spelt = pieces(
      [0, 1, 'there'],
      [1, 2, 'were'],
      [2, 3, 'twelve'],
      [3, 4, 'houses'],
      [4, 5, 'standing'],
    );
    expect(timesOf('there were 12 houses standing', spelt)?.[2]).toEqual([2, 3]);
  });

  it('knows nothing where the words are of another text, or none', () => {
    expect(
      timesOf('quite another text altogether', pieces([0, 1, 'something'], [1, 2, 'else'])),
    ).toBeUndefined();
    expect(timesOf('text', [])).toBeUndefined();
  });
});

describe('placeUnits', () => {
  it('finds the segment of each unit', () => {
    const segments = pieces([0, 2, ' He came.'], [2, 5, ' She — left.']);
    expect(placeUnits(splitIntoUnits('He came. She — left.'), segments)).toEqual([
      { from: 0, to: expect.closeTo(2 / 6, 6) },
      { from: expect.closeTo(2 / 6, 6), to: 1 },
      { from: 1, to: expect.closeTo(1 + 3 / 7, 6) },
      null,
      { from: expect.closeTo(1 + 3 / 7, 6), to: 2 },
    ]);
  });
});
