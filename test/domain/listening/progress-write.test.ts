import { describe, expect, it } from '@jest/globals';
import { checkReport, type ProgressReport } from '../../../domain/listening/progress-write.ts';

const now = Date.UTC(2026, 10, 21, 12);

function check(report: Partial<ProgressReport>, durationSeconds = 3600) {
  return checkReport({ positionSeconds: 10, at: now, ...report }, durationSeconds, now);
}

describe('checkReport', () => {
  it.each([
    ['before the beginning', { positionSeconds: -0.01 }, 'position_seconds'],
    ['not a number', { positionSeconds: Number.NaN }, 'position_seconds'],
    ['beyond the end', { positionSeconds: 3601.1 }, 'position_seconds'],
    ['for ever beyond it', { positionSeconds: Number.POSITIVE_INFINITY }, 'position_seconds'],
    ['a clock before 2000', { at: Date.UTC(2000, 0, 1) - 1 }, 'client_updated_at'],
    ['no clock', { at: Number.NaN }, 'client_updated_at'],
    ['too slow', { playbackSpeed: 0.2 }, 'playback_speed'],
    ['too fast', { playbackSpeed: 4.1 }, 'playback_speed'],
  ])('refuses %s', (_what, report, field) => {
    expect(check(report)).toMatchObject({ field });
  });

  it.each([
    ['two minutes ahead', now + 120_000, now + 120_000],
    ['further ahead, as now', now + 120_001, now],
    ['years ahead, as now', now + 1e12, now],
    ['from the last century’s end on', Date.UTC(2000, 0, 1), Date.UTC(2000, 0, 1)],
  ])('takes a clock %s', (_what, at, taken) => {
    expect(check({ at })).toMatchObject({ checked: true, at: taken });
  });

  it('takes up to a second beyond the end for the end', () => {
    expect(check({ positionSeconds: 3601 })).toMatchObject({ positionSeconds: 3600 });
  });

  it.each([
    [3600, 3584, undefined],
    [3600, 3585, true],
    [100, 98.9, undefined],
    [100, 99, true],
  ])('of %d s, completes at %d s: %s', (durationSeconds, positionSeconds, isCompleted) => {
    expect(check({ positionSeconds }, durationSeconds)).toEqual({
      checked: true,
      at: now,
      positionSeconds,
      ...(isCompleted === undefined ? {} : { isCompleted }),
    });
  });

  it('lets what is said go before what is seen', () => {
    expect(check({ positionSeconds: 3600, isCompleted: false })).toMatchObject({
      isCompleted: false,
    });
  });
});
