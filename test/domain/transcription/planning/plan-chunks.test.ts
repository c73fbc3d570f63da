import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type {
  AudioAnalysis,
  TimeSpan,
} from '../../../../domain/transcription/analysis/audio-analysis.ts';
import { chunkPlanSchema } from '../../../../domain/transcription/planning/chunk-plan.ts';
import { planChunks } from '../../../../domain/transcription/planning/plan-chunks.ts';
import { totalSeconds } from '../../../../domain/transcription/analysis/speech-spans.ts';

const sourceSha256 = '0'.repeat(64);

function analysisOf(
  durationSeconds: number,
  silences: TimeSpan[],
  level: (frame: number) => number = () => -20,
): AudioAnalysis {
  const frames = Math.ceil(durationSeconds / 0.02);
  const levelsDb = Int8Array.from({ length: frames }, (_, frame) => level(frame));
  return {
    durationSeconds,
    silences,
    thresholdDb: -45,
    envelope: { durationSeconds, frameSeconds: 0.02, levelsDb },
  };
}

function silence(startSeconds: number, seconds: number): TimeSpan {
  return { startSeconds, endSeconds: startSeconds + seconds };
}

function spansOf(plan: ReturnType<typeof planChunks>): [number, number][] {
  return plan.chunks.map((chunk) => [chunk.startSeconds, chunk.endSeconds]);
}

const openAi = { targetSeconds: 300, maxSeconds: 360, sourceSha256 };

describe('planChunks', () => {
  it('cuts in the middle of the longest silence near the target', () => {
    const silences = [silence(230, 0.5), silence(280, 1.2), silence(300, 0.4), silence(400, 5)];
    const plan = planChunks(analysisOf(500, silences), openAi);
    expect(spansOf(plan)).toEqual([
      [0, 280.6],
      [280.6, 500],
    ]);
    expect(plan.chunks.map((chunk) => chunk.overlapSeconds)).toEqual([0, 0]);
  });

  it('takes the silence nearer to the target of two that last as long', () => {
    const silences = [silence(230, 0.5), silence(310, 0.5), silence(340, 0.5)];
    expect(spansOf(planChunks(analysisOf(620, silences), openAi))[0]).toEqual([0, 310.25]);
  });

  it('keeps a recording up to a quarter over the target in one piece', () => {
    const plan = planChunks(analysisOf(350, [silence(200, 3), silence(300, 3)]), openAi);
    expect(spansOf(plan)).toEqual([[0, 350]]);
  });

  it('leaves no crumb at the end', () => {
    const silences = [silence(250, 0.5), silence(330, 2)];
    const plan = planChunks(analysisOf(370, silences), openAi);
    expect(spansOf(plan)).toEqual([
      [0, 250.25],
      [250.25, 370],
    ]);
  });

  it('cuts at the quietest moment, with an overlap, where nobody pauses', () => {
    const quiet = (seconds: number) => (frame: number) =>
      frame >= seconds / 0.02 && frame < seconds / 0.02 + 5;
    const level = (frame: number): number => {
      if (quiet(310)(frame)) return -40;
      if (quiet(307.2)(frame)) return -35;
      return -20;
    };
    const [first, second] = planChunks(analysisOf(500, [], level), openAi).chunks;
    expect(first).toMatchObject({ startSeconds: 0, endSeconds: 310.05 });
    expect(second).toMatchObject({ startSeconds: 307.25, overlapSeconds: 2.8 });
  });

  it('cuts at the target where every moment is as loud as every other', () => {
    const plan = planChunks(analysisOf(700, []), openAi);
    expect(plan.chunks[0]?.endSeconds).toBeCloseTo(300, 1);
    expect(plan.chunks[1]?.startSeconds).toBeCloseTo(297, 1);
  });

  it('cuts in a long silence that only reaches into the permitted stretch', () => {
    const plan = planChunks(analysisOf(1200, [silence(350, 400)]), openAi);
    expect(plan.chunks[0]?.endSeconds).toBe(355);
    expect(plan.chunks[1]?.overlapSeconds).toBe(0);
    expect(plan.chunks[1]?.speech).toEqual([]);
  });

  it('takes a whole silence before a longer one of which it may have only a part', () => {
    const plan = planChunks(analysisOf(1200, [silence(300, 0.5), silence(340, 400)]), openAi);
    expect(plan.chunks[0]?.endSeconds).toBe(300.25);
  });

  it('lists the speech of each chunk', () => {
    const silences = [silence(0, 1), silence(100, 2), silence(290, 1), silence(480, 20)];
    const plan = planChunks(analysisOf(500, silences), openAi);
    expect(plan.chunks.map((chunk) => chunk.speech)).toEqual([
      [
        { startSeconds: 1, endSeconds: 100 },
        { startSeconds: 102, endSeconds: 290 },
      ],
      [{ startSeconds: 291, endSeconds: 480 }],
    ]);
  });

  it('finds no speech in a knock', () => {
    const silences = [silence(0, 20), silence(20.06, 20)];
    expect(planChunks(analysisOf(40.06, silences), openAi).chunks[0]?.speech).toEqual([]);
  });

  it.each([
    ['no recording', 0, openAi],
    ['a target over the maximum', 100, { ...openAi, targetSeconds: 400 }],
    ['a target under a second', 100, { ...openAi, targetSeconds: 0.5 }],
    ['a target that is no number', 100, { ...openAi, targetSeconds: Number.NaN }],
  ])('refuses %s', (_what, durationSeconds, options) => {
    expect(() => planChunks(analysisOf(durationSeconds, []), options)).toThrow(RangeError);
  });

  it('plans forty hours in well under a second', () => {
    const silences = Array.from({ length: 40_000 }, (_, index) => silence(index * 3.6 + 3, 0.5));
    const analysis = analysisOf(40 * 3600, silences);
    const before = performance.now();
    const plan = planChunks(analysis, openAi);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(plan.chunks.length).toBeGreaterThan(380);
  });
});

const arbitraryCase = fc
  .record({
    targetSeconds: fc.integer({ min: 1, max: 60 }),
    headroom: fc.double({ min: 0, max: 1, noNaN: true }),
    durationMs: fc.integer({ min: 10, max: 400_000 }),
    stretches: fc.array(
      fc.record({
        speechMs: fc.integer({ min: 20, max: 30_000 }),
        silenceMs: fc.integer({ min: 300, max: 8000 }),
      }),
      { maxLength: 80 },
    ),
    levels: fc.array(fc.integer({ min: -60, max: -10 }), { minLength: 1, maxLength: 60 }),
  })
  .map(({ targetSeconds, headroom, durationMs, stretches, levels }) => {
    const silences: TimeSpan[] = [];
    let atMs = 0;
    for (const { speechMs, silenceMs } of stretches) {
      atMs += speechMs;
      if (atMs + silenceMs > durationMs) break;
      silences.push({ startSeconds: atMs / 1000, endSeconds: (atMs + silenceMs) / 1000 });
      atMs += silenceMs;
    }
    const level = (frame: number): number => levels[(frame * 7) % levels.length] ?? -20;
    return {
      analysis: analysisOf(durationMs / 1000, silences, level),
      options: { targetSeconds, maxSeconds: targetSeconds * (1 + headroom), sourceSha256 },
    };
  });

const tolerance = 1e-9;

describe('every plan', () => {
  it('covers the recording without a gap, in order, never over the maximum', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ analysis, options }) => {
        const { chunks } = planChunks(analysis, options);
        expect(chunks[0]?.startSeconds).toBe(0);
        expect(chunks.at(-1)?.endSeconds).toBe(analysis.durationSeconds);
        for (const [index, chunk] of chunks.entries()) {
          const before = chunks[index - 1];
          const reach = (before?.endSeconds ?? 0) - chunk.startSeconds;
          expect(chunk.index).toBe(index);
          expect(chunk.overlapSeconds).toBeCloseTo(reach, 6);
          expect(chunk.startSeconds).toBeGreaterThan(before?.startSeconds ?? -1);
          const length = chunk.endSeconds - chunk.startSeconds;
          expect(length).toBeLessThanOrEqual(options.maxSeconds + tolerance);
          expect(length).toBeGreaterThanOrEqual(Math.min(0.1, analysis.durationSeconds));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('cuts in the longest silence there is, and overlaps only where there is none', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ analysis, options }) => {
        const { chunks } = planChunks(analysis, options);
        for (const [index, chunk] of chunks.slice(0, -1).entries()) {
          const rest = analysis.durationSeconds - chunk.startSeconds;
          const from = chunk.startSeconds + 0.75 * options.targetSeconds;
          const to =
            chunk.startSeconds +
            Math.min(
              1.25 * options.targetSeconds,
              options.maxSeconds,
              rest - 0.25 * options.targetSeconds,
            );
          const permitted = analysis.silences.filter((span) => {
            const middle = Math.round((span.startSeconds + span.endSeconds) * 500) / 1000;
            return middle >= from && middle <= to;
          });
          const longest = Math.max(
            ...permitted.map((span) => span.endSeconds - span.startSeconds),
            0,
          );
          const cutIn = analysis.silences.find(
            (span) => span.startSeconds < chunk.endSeconds && span.endSeconds > chunk.endSeconds,
          );
          const overlap = chunks[index + 1]?.overlapSeconds ?? 0;
          const cutLength = cutIn === undefined ? 0 : cutIn.endSeconds - cutIn.startSeconds;
          // A longer silence may be cut in only where no middle of one is permitted.
          expect(longest === 0 || (overlap === 0 && cutLength > longest - 0.002)).toBe(true);
          const reaches = analysis.silences.some(
            (span) => Math.min(span.endSeconds, to) - Math.max(span.startSeconds, from) > 0.301,
          );
          expect(overlap > 0 && reaches).toBe(false);
          expect(overlap === 0 && cutIn === undefined).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('leaves at least a quarter of the target for the end', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ analysis, options }) => {
        const { chunks } = planChunks(analysis, options);
        const last = chunks.at(-1);
        const length = (last?.endSeconds ?? 0) - (last?.startSeconds ?? 0);
        const least = Math.min(analysis.durationSeconds, 0.25 * options.targetSeconds);
        expect(length).toBeGreaterThanOrEqual(least - 0.001);
      }),
    );
  });

  it('has all of the speech, and of overlaps twice', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ analysis, options }) => {
        const { chunks } = planChunks(analysis, options);
        const spoken = analysis.durationSeconds - totalSeconds(analysis.silences);
        const planned = chunks.reduce((sum, chunk) => sum + totalSeconds(chunk.speech), 0);
        const twice = chunks.reduce((sum, chunk) => sum + chunk.overlapSeconds, 0);
        // Stretches under 0.1 s count as no speech.
        expect(planned).toBeGreaterThan(spoken - 0.1 * chunks.length - 0.001);
        expect(planned).toBeLessThanOrEqual(spoken + twice + 0.001 * chunks.length);
      }),
    );
  });

  it('is the same every time, and survives being stored', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ analysis, options }) => {
        const plan = planChunks(analysis, options);
        expect(planChunks(analysis, options)).toEqual(plan);
        expect(chunkPlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      }),
    );
  });
});
