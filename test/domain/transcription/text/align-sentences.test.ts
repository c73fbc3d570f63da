import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { alignSentences } from '../../../../domain/transcription/text/align-sentences.ts';
import type { TimeSpan } from '../../../../domain/transcription/analysis/audio-analysis.ts';
import { createRandom } from '../support/synthetic-recording.ts';

/** Sentences read at a wandering pace, with rests after commas that a rest between sentences may not exceed. */
function readAloud(seconds: number, random: () => number) {
  const noise = (): number => (random() + random() + random() - 1.5) * 2;
  const sentences: { letters: number; startSeconds: number }[] = [];
  const speech: TimeSpan[] = [];
  let time = 0.4;
  let runStart = time;
  let pace = 0;
  const rest = (length: number): void => {
    if (length >= 0.3) {
      speech.push({ startSeconds: runStart, endSeconds: time });
      runStart = time + length;
    }
    time += length;
  };
  while (time < seconds) {
    const words = Math.max(1, Math.round(14 * Math.exp(0.6 * noise())));
    pace = 0.8 * pace + 0.06 * noise();
    const sentence = { letters: 0, startSeconds: time };
    for (let word = 0; word < words; word += 1) {
      const letters = Math.max(1, Math.round(4.5 + 2 * noise()));
      sentence.letters += letters;
      time += (letters / 14) * Math.exp(pace + 0.2 * noise());
      if (word < words - 1 && random() < 0.12) rest(0.3 * Math.exp(0.4 * noise()));
    }
    sentences.push(sentence);
    rest(0.6 * Math.exp(0.35 * noise()));
  }
  if (time - runStart > 0.01) speech.push({ startSeconds: runStart, endSeconds: time });
  return { sentences, speech, endSeconds: time };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

describe('alignSentences', () => {
  it('finds where sentences begin, ten times as exactly as by their share of the text', () => {
    const random = createRandom(11);
    const errors: number[] = [];
    const proportional: number[] = [];
    for (let book = 0; book < 20; book += 1) {
      const { sentences, speech, endSeconds } = readAloud(300, random);
      const lengths = sentences.map((sentence) => sentence.letters);
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const aligned = alignSentences(lengths, speech, { startSeconds: 0, endSeconds });
      let passed = 0;
      for (const [index, { letters, startSeconds }] of sentences.entries()) {
        errors.push(Math.abs((aligned[index]?.startSeconds ?? 0) - startSeconds));
        proportional.push(Math.abs((passed / total) * endSeconds - startSeconds));
        passed += letters;
      }
    }
    expect(median(proportional)).toBeGreaterThan(1);
    expect(median(errors)).toBeLessThan(0.1);
  });

  it('takes less than 20 ms of a core for ten minutes', () => {
    const { sentences, speech, endSeconds } = readAloud(600, createRandom(5));
    const lengths = sentences.map((sentence) => sentence.letters);
    const times = Array.from({ length: 9 }, () => {
      const before = process.cpuUsage();
      alignSentences(lengths, speech, { startSeconds: 0, endSeconds });
      return process.cpuUsage(before).user / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });

  it('ends sentences at the pauses that fit, the longer before the shorter', () => {
    const speech = [
      { startSeconds: 0, endSeconds: 4.8 },
      { startSeconds: 5.1, endSeconds: 5.6 },
      { startSeconds: 6.6, endSeconds: 12 },
    ];
    expect(alignSentences([60, 60], speech, { startSeconds: 0, endSeconds: 13 })).toEqual([
      { startSeconds: 0, endSeconds: expect.closeTo(5.6) },
      { startSeconds: 6.6, endSeconds: expect.closeTo(12) },
    ]);
  });

  it('divides speech without pauses by the length of the sentences', () => {
    const speech = [{ startSeconds: 10, endSeconds: 20 }];
    expect(alignSentences([8, 28, 8], speech, { startSeconds: 0, endSeconds: 30 })).toEqual([
      { startSeconds: 10, endSeconds: 12 },
      { startSeconds: 12, endSeconds: 18 },
      { startSeconds: 18, endSeconds: 20 },
    ]);
  });

  it('takes all of the stretch for speech where none was found in it', () => {
    const within = { startSeconds: 5, endSeconds: 9 };
    expect(alignSentences([10], [], within)).toEqual([within]);
    expect(alignSentences([], [], within)).toEqual([]);
  });

  it('gives every sentence a time of its own, in order and inside the stretch, whatever the input', () => {
    const spans = fc.array(
      fc.record({
        speech: fc.integer({ min: 1, max: 9000 }),
        rest: fc.integer({ min: 300, max: 5000 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { minLength: 1, maxLength: 80 }),
        spans,
        (lengths, list) => {
          let time = 0;
          const speech = list.map(({ speech: spoken, rest }) => {
            const span = { startSeconds: time, endSeconds: time + spoken / 1000 };
            time += (spoken + rest) / 1000;
            return span;
          });
          const within = { startSeconds: 0, endSeconds: Math.max(1, time) };
          const aligned = alignSentences(lengths, speech, within);
          expect(aligned).toHaveLength(lengths.length);
          let reached = 0;
          for (const { startSeconds, endSeconds } of aligned) {
            expect(startSeconds).toBeGreaterThanOrEqual(reached);
            expect(endSeconds).toBeGreaterThan(startSeconds);
            reached = endSeconds;
          }
          expect(reached).toBeLessThanOrEqual(within.endSeconds);
        },
      ),
      { numRuns: 300 },
    );
  });
});
