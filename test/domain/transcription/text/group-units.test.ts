import { describe, expect, it } from '@jest/globals';
import { groupEnds } from '../../../../domain/transcription/text/group-units.ts';
import { joinUnits, splitIntoUnits } from '../../../../domain/transcription/text/text-units.ts';

function group(text: string): string[] {
  const units = splitIntoUnits(text);
  let start = 0;
  return groupEnds(units, null).map((end) => {
    const part = joinUnits(units.slice(start, end));
    start = end;
    return part;
  });
}

const words = 'and so they walked along the shore while the tide went out and the lamps were lit';

describe('groupEnds', () => {
  it('keeps sentences whole', () => {
    expect(group('He came. She left; nobody, though, saw it.')).toEqual([
      'He came.',
      'She left; nobody, though, saw it.',
    ]);
    expect(group('')).toEqual([]);
  });

  it('divides a sentence of more than 200 letters at the clause that is nearest to its middle', () => {
    const parts = [`${words} again ${words},`, `and ${words} ${words}`, `${words}.`];
    expect(group(parts.join(' '))).toEqual([parts[0], `${parts[1]} ${parts[2]}`]);
    const early = [`${words},`, `${words} ${words},`, `${words} ${words},`, `so ${words}.`];
    expect(group(early.join(' '))).toEqual([`${early[0]} ${early[1]}`, `${early[2]} ${early[3]}`]);
  });

  it('divides where there is no clause in the middle part, between words', () => {
    const parts = group(`Yes, ${words} ${words} ${words} ${words}.`);
    expect(parts).toHaveLength(2);
    expect(Math.abs((parts[0] ?? '').length - (parts[1] ?? '').length)).toBeLessThan(15);
  });

  it('divides text without any punctuation again and again', () => {
    const parts = group(Array.from({ length: 20 }, () => words).join(' '));
    expect(Math.max(...parts.map((part) => part.replaceAll(' ', '').length))).toBeLessThanOrEqual(
      200,
    );
    expect(parts.length).toBeLessThanOrEqual(16);
  });
});
