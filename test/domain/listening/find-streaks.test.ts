import { describe, expect, it } from '@jest/globals';
import { daysUpTo, findStreaks } from '../../../domain/listening/find-streaks.ts';

describe('findStreaks', () => {
  it.each([
    ['nothing', [], 0, 0],
    ['today', ['2026-03-01'], 1, 1],
    ['yesterday, and not yet today', ['2026-02-28', '2026-02-27'], 2, 2],
    ['the day before yesterday', ['2026-02-27'], 0, 1],
    [
      'a longer one before',
      ['2026-03-01', '2026-02-28', '2026-01-31', '2026-01-30', '2026-02-01'],
      2,
      3,
    ],
    ['days to come, of a clock that is ahead', ['2026-03-02', '2026-03-01'], 2, 2],
  ])('%s', (_what, days, currentDays, longestDays) => {
    expect(findStreaks(days, '2026-03-01')).toEqual({ currentDays, longestDays });
  });

  it('goes over leap days and years', () => {
    const days = daysUpTo('2024-03-01', 400);
    expect([days.length, days.at(-1), days.includes('2024-02-29')]).toEqual([
      400,
      '2024-03-01',
      true,
    ]);
    expect(findStreaks(days, '2024-03-02')).toEqual({ currentDays: 400, longestDays: 400 });
  });
});
