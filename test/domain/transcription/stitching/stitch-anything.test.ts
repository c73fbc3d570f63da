import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ChunkPlan } from '../../../../domain/transcription/planning/chunk-plan.ts';
import type { ChunkTranscript } from '../../../../domain/transcription/stitching/chunk-transcript.ts';
import { stitchTranscript } from '../../../../domain/transcription/stitching/stitch-transcript.ts';
import { transcriptSchema } from '../../../../domain/transcription/stitching/transcript.ts';
import { heard, planOf } from '../support/stitch-input.ts';

function stitch(plan: ChunkPlan, chunks: (ChunkTranscript | null)[]) {
  const transcript = stitchTranscript({ plan, chunks, costMicros: 1200 });
  expect(transcriptSchema.parse(transcript)).toEqual(transcript);
  return transcript;
}

describe('stitchTranscript of anything', () => {
  it('keeps segments in order and inside the chunk, whatever times a provider invents', () => {
    const wild = fc.double({ min: -20, max: 60, noNaN: true });
    const word = fc.record({
      startSeconds: wild,
      endSeconds: wild,
      text: fc.constantFrom('a', 'b.', 'c'),
    });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        (pieces, areWords) => {
          const text = pieces.map((piece) => piece.text).join(' ');
          const chunk = heard(text, areWords ? { words: pieces } : { segments: pieces });
          const { segments, words } = stitch(planOf({ endSeconds: 10 }, { endSeconds: 20 }), [
            chunk,
            chunk,
          ]);
          for (const list of [segments, words ?? []]) {
            let reached = 0;
            for (const { startSeconds, endSeconds } of list) {
              expect(startSeconds).toBeGreaterThanOrEqual(reached);
              expect(endSeconds).toBeGreaterThan(startSeconds);
              reached = endSeconds;
            }
            expect(reached).toBeLessThanOrEqual(20);
          }
        },
      ),
    );
  });

  it('returns any partition of a row of words as that row', () => {
    const words = fc.array(
      fc.constantFrom('one', 'Two.', 'three,', '“Four”', '五', '—', '7.', 'no'),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(words, fc.array(fc.nat(20), { maxLength: 6 }), (row, sizes) => {
        const parts: string[][] = [];
        let taken = 0;
        for (const size of [...sizes, row.length]) {
          parts.push(row.slice(taken, taken + size));
          taken += size;
        }
        const plan = planOf(...parts.map((_, index) => ({ endSeconds: 10 * (index + 1) })));
        const { text } = stitch(
          plan,
          parts.map((part) => heard(part.join(' '))),
        );
        // Ideographs have no spaces between them, so what a row is read back by is its text without any.
        expect(text.replaceAll(/\s/g, '')).toBe(row.join(''));
        expect(text).not.toMatch(/ {2}|^\s|\s$/);
      }),
    );
  });
});
