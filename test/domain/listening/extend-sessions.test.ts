import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  extendSessions,
  sessionGapMs,
  type ListeningPoint,
  type Stretch,
} from '../../../domain/listening/extend-sessions.ts';
import { arbitraryArrivals, start } from './arbitrary-writes.ts';

/** What is stored after these points came one after another, each with what is stored around it then. */
function store(arrivals: readonly ListeningPoint[]): { sessions: Stretch[]; days: number } {
  const sessions = new Map<string, Stretch>();
  let days = 0;
  for (const point of arrivals) {
    const { changed, listenedByDay } = extendSessions([...sessions.values()], [point]);
    for (const session of changed) {
      const id = session.id ?? String(sessions.size);
      sessions.set(id, { ...session, id });
    }
    for (const seconds of listenedByDay.values()) days += seconds;
  }
  return { sessions: [...sessions.values()].sort((a, b) => a.startedAt - b.startedAt), days };
}

function listened({ sessions }: { sessions: Stretch[] }): number {
  return sessions.reduce((sum, session) => sum + session.listenedSeconds, 0);
}

/** @param steps position and clock in seconds, and speed */
function points(...steps: (readonly [number, number, number?])[]): ListeningPoint[] {
  return steps.map(([positionSeconds, at, playbackSpeed = 1]) => ({
    positionSeconds,
    at: start + at * 1000,
    playbackSpeed,
  }));
}

function toPoints(
  writes: { positionSeconds: number; at: number; playbackSpeed?: number | undefined }[],
) {
  return writes.map(({ positionSeconds, at, playbackSpeed = 1 }) => ({
    positionSeconds,
    at,
    playbackSpeed,
  }));
}

describe('extendSessions', () => {
  it('never has sessions overlap, nor more seconds in one than it lasts, nor on days than in sessions', () => {
    fc.assert(
      fc.property(arbitraryArrivals, (writes) => {
        const stored = store(toPoints(writes));
        let end = Number.NEGATIVE_INFINITY;
        for (const session of stored.sessions) {
          expect(session.startedAt).toBeGreaterThan(end);
          const lastsSeconds = (session.endedAt - session.startedAt) / 1000;
          expect(session.listenedSeconds).toBeGreaterThanOrEqual(0);
          expect(session.listenedSeconds).toBeLessThanOrEqual(lastsSeconds + 1e-9);
          end = session.endedAt;
        }
        expect(stored.days).toBeCloseTo(listened(stored), 6);
      }),
      { numRuns: 500 },
    );
  });

  it('adds nothing for what was sent again', () => {
    fc.assert(
      fc.property(arbitraryArrivals, (writes) => {
        const once = toPoints(writes);
        expect(store([...once, ...once])).toEqual(store(once));
      }),
    );
  });

  it('has the whole time of somebody who just listens, in whatever bundles it comes', () => {
    const speeds = fc.constantFrom(0.5, 1, 1.25, 2, 3);
    const bundles = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(speeds, bundles, (speed, sizes) => {
        let [sessions, at, days]: [Stretch[], number, number] = [[], 0, 0];
        for (const size of sizes) {
          const bundle = Array.from({ length: size }, () => {
            at += 10;
            return [at * speed, at, speed] as const;
          });
          const { changed, listenedByDay } = extendSessions(sessions, points(...bundle));
          sessions = changed;
          for (const seconds of listenedByDay.values()) days += seconds;
        }
        expect(sessions).toHaveLength(1);
        expect(sessions[0]?.listenedSeconds).toBeCloseTo(at - 10, 6);
        expect(days).toBeCloseTo(at - 10, 6);
      }),
    );
  });

  it('has the whole time of a device whose writes all come in the wrong order', () => {
    const inOrder = points([0, 0], [10, 10], [20, 20], [30, 30], [40, 40]);
    const backwards = inOrder.toReversed();
    for (const order of [backwards, [2, 0, 4, 1, 3].flatMap((index) => inOrder[index] ?? [])]) {
      const stored = store(order);
      expect([stored.sessions.length, listened(stored)]).toEqual([1, 40]);
    }
  });

  it.each([
    ['a jump ahead counts as the time that has passed', points([0, 0], [900, 10]), [10]],
    ['a jump back counts as nothing', points([500, 0], [100, 10], [105, 15]), [5]],
    ['a pause counts as nothing', points([0, 0], [10, 10], [10, 600], [20, 610]), [20]],
    ['half an hour goes on', points([0, 0], [60, sessionGapMs / 1000]), [60]],
    ['more than that does not', points([0, 0], [60, sessionGapMs / 1000 + 1]), [0, 0]],
    [
      'of one moment, the further place is listened on from',
      points([30, 0], [0, 0], [10, 10]),
      [0],
    ],
  ])('%s', (_what, given, expected) => {
    expect(store(given).sessions.map((session) => session.listenedSeconds)).toEqual(expected);
  });

  it('counts the time of a device that comes in late, beside the one that had gone on', () => {
    const early = points([0, 7200]);
    const late = Array.from({ length: 61 }, (_, step) =>
      points([5000 + step * 10, 5400 + step * 10]),
    );
    const stored = store([...early, ...late.flat()]);
    expect(stored.sessions.map((session) => session.listenedSeconds)).toEqual([600, 0]);
  });

  it('puts seconds on the UTC day on which they end', () => {
    const midnight = Date.UTC(2026, 2, 2);
    const step = (positionSeconds: number, seconds: number) => ({
      positionSeconds,
      at: midnight + seconds * 1000,
      playbackSpeed: 1,
    });
    const { listenedByDay } = extendSessions([], [step(0, -60), step(30, -30), step(70, 10)]);
    expect([...listenedByDay]).toEqual([
      ['2026-03-01', 30],
      ['2026-03-02', 40],
    ]);
  });
});
