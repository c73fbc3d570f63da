import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ChunkPlan } from '../../../../domain/transcription/planning/chunk-plan.ts';
import { planChunks } from '../../../../domain/transcription/planning/plan-chunks.ts';
import { stitchTranscript } from '../../../../domain/transcription/stitching/stitch-transcript.ts';
import type { Transcript } from '../../../../domain/transcription/stitching/transcript.ts';
import { arbitraryProse, runOn } from '../support/arbitrary-narration.ts';
import { damagedWord, hear, type Narration, narrate } from '../support/simulated-narration.ts';

const sourceSha256 = '0'.repeat(64);
const timings = ['none', 'words', 'segments'] as const;
const lengths = { targetSeconds: 20, maxSeconds: 26, sourceSha256 };

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function transcribe(
  narration: Narration,
  plan: ChunkPlan,
  timing: (typeof timings)[number],
): Transcript {
  const chunks = plan.chunks.map((chunk) =>
    chunk.speech.length === 0 ? null : hear(narration, chunk, timing),
  );
  return stitchTranscript({ plan, chunks, costMicros: 0 });
}

function expectOrdered(transcript: Transcript): void {
  let reached = 0;
  for (const segment of transcript.segments) {
    expect(segment.startSeconds).toBeGreaterThanOrEqual(reached);
    expect(segment.endSeconds).toBeGreaterThan(segment.startSeconds);
    reached = segment.endSeconds;
  }
  expect(reached).toBeLessThanOrEqual(transcript.durationSeconds + 1e-9);
  const segmentWords = transcript.segments.flatMap((segment) => wordsOf(segment.text));
  expect(segmentWords).toEqual(wordsOf(transcript.text));
}

describe('a narration that was planned, heard by chunks and stitched', () => {
  it.each(timings)('is the same word for word, with times by %s', (timing) => {
    fc.assert(
      fc.property(arbitraryProse({ min: 1, max: 400 }), (spoken) => {
        const narration = narrate(spoken);
        const plan = planChunks(narration.analysis, lengths);
        const transcript = transcribe(narration, plan, timing);
        expect(wordsOf(transcript.text)).toEqual(spoken.map((word) => word.text));
        expect(transcript.quality).toEqual([]);
        expectOrdered(transcript);
      }),
    );
  });

  it.each(timings)('is the same where nobody pauses, from overlaps, with times by %s', (timing) => {
    let overlaps = 0;
    fc.assert(
      fc.property(arbitraryProse({ min: 150, max: 400 }), (spoken) => {
        const narration = narrate(runOn(spoken));
        const plan = planChunks(narration.analysis, lengths);
        overlaps += plan.chunks.filter((chunk) => chunk.overlapSeconds > 0).length;
        const transcript = transcribe(narration, plan, timing);
        expect(wordsOf(transcript.text)).toEqual(spoken.map((word) => word.text));
        expect(transcript.quality).toEqual([]);
        expectOrdered(transcript);
      }),
    );
    expect(overlaps).toBeGreaterThan(100);
  });

  it('is the same from overlaps whose edges cut words', () => {
    let damaged = 0;
    fc.assert(
      fc.property(arbitraryProse({ min: 150, max: 300 }), (spoken) => {
        // Without the least rest between words no cut can miss them.
        const narration = narrate(spoken.map((word) => ({ ...word, restSeconds: 0 })));
        const plan = planChunks(narration.analysis, lengths);
        const chunks = plan.chunks.map((chunk) => hear(narration, chunk, 'none'));
        damaged += chunks.filter((chunk) => chunk.text.includes(damagedWord)).length;
        const transcript = stitchTranscript({ plan, chunks, costMicros: 0 });
        expect(wordsOf(transcript.text)).toEqual(spoken.map((word) => word.text));
      }),
    );
    expect(damaged).toBeGreaterThan(100);
  });

  it('is the same in a script without spaces, from overlaps', () => {
    const signs = '一二三四五六七八九十百千万上下左右中大小月火水木金土日本人山川田空雨花草虫犬猫';
    const arbitrarySigns = fc.noShrink(
      fc.noBias(fc.array(fc.nat(signs.length - 1), { minLength: 150, maxLength: 500 })),
    );
    fc.assert(
      fc.property(arbitrarySigns, (picks) => {
        const spoken = picks.map((pick, index) => ({
          text: (signs[pick] ?? '一') + (index % 23 === 22 ? '。' : ''),
          seconds: 0.14,
          restSeconds: 0.03,
        }));
        const narration = narrate(spoken);
        const plan = planChunks(narration.analysis, lengths);
        const chunks = plan.chunks.map((chunk) => hear(narration, chunk, 'none', ''));
        const transcript = stitchTranscript({ plan, chunks, costMicros: 0 });
        expect(transcript.text).toBe(spoken.map((sign) => sign.text).join(''));
      }),
    );
  });

  it('shows the damage when a plan cuts through words', () => {
    let damaged = 0;
    let plans = 0;
    fc.assert(
      fc.property(arbitraryProse({ min: 150, max: 300 }), (spoken) => {
        const narration = narrate(runOn(spoken));
        const plan = planChunks(narration.analysis, lengths);
        const broken = {
          ...plan,
          chunks: plan.chunks.map((chunk, index) => ({
            ...chunk,
            overlapSeconds: 0,
            startSeconds: index === 0 ? 0 : (plan.chunks[index - 1]?.endSeconds ?? 0) + 0.1,
            endSeconds: chunk.endSeconds + (index === plan.chunks.length - 1 ? 0 : 0.1),
          })),
        };
        const transcript = transcribe(narration, broken, 'none');
        const source = spoken.map((word) => word.text).join(' ');
        plans += plan.chunks.length > 1 ? 1 : 0;
        damaged += wordsOf(transcript.text).join(' ') === source ? 0 : 1;
      }),
    );
    expect(plans).toBeGreaterThan(50);
    expect(damaged).toBeGreaterThan(plans * 0.5);
  });

  it('has the times of words and of segments where the model gave them', () => {
    fc.assert(
      fc.property(arbitraryProse({ min: 20, max: 300 }), (spoken) => {
        const narration = narrate(spoken);
        const plan = planChunks(narration.analysis, lengths);
        const transcript = transcribe(narration, plan, 'words');
        expect(transcript.words?.map((word) => word.text)).toEqual(spoken.map((word) => word.text));
        for (const [index, word] of narration.words.entries()) {
          const found = transcript.words?.[index];
          expect(found?.startSeconds).toBeCloseTo(word.startSeconds, 2);
          expect(found?.endSeconds).toBeCloseTo(word.endSeconds, 2);
        }
        expect(transcript.segments.every((segment) => !segment.estimated)).toBe(true);
      }),
    );
  });

  it('has estimated times near to the true ones where the model gave none', () => {
    const errors: number[] = [];
    fc.assert(
      fc.property(arbitraryProse({ min: 200, max: 400 }), (spoken) => {
        const narration = narrate(spoken);
        const plan = planChunks(narration.analysis, {
          ...lengths,
          targetSeconds: 60,
          maxSeconds: 90,
        });
        const transcript = transcribe(narration, plan, 'none');
        let word = 0;
        for (const segment of transcript.segments) {
          const truth = narration.words[word]?.startSeconds ?? 0;
          errors.push(Math.abs(segment.startSeconds - truth));
          word += wordsOf(segment.text).length;
          expect(segment.estimated).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
    errors.sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.1);
    expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(2);
  });
});
