import { describe, expect, it } from '@jest/globals';
import {
  mergeOverlap,
  type OverlapSide,
} from '../../../../domain/transcription/stitching/merge-overlap.ts';
import { joinUnits, splitIntoUnits } from '../../../../domain/transcription/text/text-units.ts';

const overlap = { startSeconds: 297, endSeconds: 300 };

function side(text: string, speechSeconds = 300): OverlapSide {
  return { units: splitIntoUnits(text), times: null, speechSeconds };
}

/** A side whose units take a third of a second each; the first one begins at `startSeconds`. */
function timed(text: string, startSeconds: number): OverlapSide {
  const units = splitIntoUnits(text);
  const times = units.map((_, index) => ({
    startSeconds: startSeconds + index / 3,
    endSeconds: startSeconds + (index + 1) / 3,
  }));
  return { units, times, speechSeconds: units.length / 3 };
}

function merge(earlier: OverlapSide, later: OverlapSide): { text: string; agreed: boolean } {
  const seam = mergeOverlap(earlier, later, overlap);
  const units = [...earlier.units.slice(0, seam.keepEarlier), ...later.units.slice(seam.skipLater)];
  return { text: joinUnits(units), agreed: seam.agreed };
}

const before =
  'Long before the war began there was a house by the river where nobody lived. '.repeat(12);
const after = ' In the end they sold it to a miller from the north who never slept there.'.repeat(
  12,
);

function mergeTexts(earlierEnd: string, laterStart: string) {
  const { text, agreed } = merge(side(before + earlierEnd), side(laterStart + after));
  return { agreed, seam: text.slice(before.length, -after.length) };
}

describe('mergeOverlap by text', () => {
  it.each([
    [
      'words that both heard',
      'and the lamp in the high window',
      'the lamp in the high window burned',
      '',
    ],
    [
      'a word that the end cuts',
      'and the lamp in the high win',
      'the lamp in the high window burned',
      '',
    ],
    [
      'a word that the beginning cuts',
      'and the lamp in the high window',
      'mp in the high window burned',
      '',
    ],
    ['both', 'and the lamp in the high win', 'mp in the high window burned', ''],
    ['marks of damage', 'and the lamp in the high ⟨?⟩', '⟨?⟩ in the high window burned', ''],
    [
      'other case and punctuation',
      'and the lamp. In the high window?',
      'Lamp in the high Window burned',
      '',
    ],
    [
      'a word heard otherwise',
      'and the lamb in the high window',
      'the lamp in the high window burned',
      '',
    ],
    [
      'a word that one left out',
      'and the lamp in the high window',
      'the lamp the high window burned',
      '',
    ],
    [
      'invented words at the end',
      'and the lamp in the high window Thank you.',
      'lamp in the high window burned',
      '',
    ],
    [
      'invented words at the start',
      'and the lamp in the high window',
      'So, the lamp in the high window burned',
      '',
    ],
  ])('joins at %s', (_what, earlierEnd, laterStart) => {
    const { seam, agreed } = mergeTexts(earlierEnd, laterStart);
    expect(agreed).toBe(true);
    expect(seam.toLowerCase().replaceAll(/[.?]/g, '')).toMatch(
      /^and the (lamp|lamb) in the high window burned$/,
    );
  });

  it('keeps everything, and says so, where nothing agrees', () => {
    expect(mergeTexts('and the lamp', 'burned all night')).toEqual({
      seam: 'and the lampburned all night',
      agreed: false,
    });
  });

  it('takes one small word for chance, but not one long one', () => {
    expect(mergeTexts('he saw the', 'the night').agreed).toBe(false);
    expect(mergeTexts('he saw Constantinople', 'Constantinople burned')).toMatchObject({
      agreed: true,
      seam: 'he saw Constantinople burned',
    });
  });

  it('does not take a refrain for one verse', () => {
    const verse = 'never again my love ';
    const chant = (times: number): OverlapSide => side(verse.repeat(times).trim(), times * 1.2);
    // Two and a half verses are sung in the overlap, so of ten and ten about seventeen and a half stay.
    const { text, agreed } = merge(chant(10), chant(10));
    expect(agreed).toBe(true);
    expect(text.split(verse.trim()).length - 1).toBeGreaterThanOrEqual(16);
  });

  it('joins text without spaces', () => {
    const earlier = '昔々あるところにお爺さんとお婆さんが住んでいました。ある日のこと山へ柴刈りに';
    const later = '日のこと山へ柴刈りに行きました。お婆さんは川へ洗濯に行きました。';
    const { text, agreed } = merge(side(earlier, 8), side(later, 8));
    expect(agreed).toBe(true);
    expect(text).toBe(
      '昔々あるところにお爺さんとお婆さんが住んでいました。ある日のこと山へ柴刈りに行きました。お婆さんは川へ洗濯に行きました。',
    );
  });

  it('has nothing to join where one side heard nothing', () => {
    expect(merge(side(''), side('all of it'))).toEqual({ text: 'all of it', agreed: true });
    expect(merge(side('all of it'), side(''))).toEqual({ text: 'all of it', agreed: true });
  });
});

describe('mergeOverlap by time', () => {
  it('tells repeated words apart', () => {
    // Nine words a side are in the overlap; the same word, so only their times can say.
    const earlier = timed(`so he said ${'no '.repeat(20).trim()}`, 300 - 23 / 3);
    const later = timed(`${'no '.repeat(15)}and then he left`, 297);
    const { text, agreed } = merge(earlier, later);
    expect(agreed).toBe(true);
    expect(text).toBe(`so he said ${'no '.repeat(26)}and then he left`);
  });

  it('cuts both in the middle where no word agrees', () => {
    const earlier = timed('one two three four five six seven eight nine', 297);
    const later = timed('uno dos tres cuatro cinco seis siete ocho nueve diez', 297);
    expect(merge(earlier, later)).toEqual({
      text: 'one two three four cinco seis siete ocho nueve diez',
      agreed: false,
    });
  });

  it('does not join words that were heard at different times', () => {
    const earlier = timed('far away upon the hill it was getting late', 297);
    const later = timed('quite another thing was said far away upon the hill', 297);
    expect(merge(earlier, later).agreed).toBe(false);
  });
});
