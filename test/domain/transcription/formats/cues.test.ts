import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { buildCues } from '../../../../domain/transcription/formats/build-cues.ts';
import { displayWidth } from '../../../../domain/transcription/formats/display-width.ts';
import type { Transcript } from '../../../../domain/transcription/stitching/transcript.ts';
import { arbitraryTranscript } from '../support/arbitrary-transcript.ts';

const layout = { maxWidth: 42, escape: (text: string) => text };

function transcriptOf(
  ...segments: [startSeconds: number, endSeconds: number, text: string][]
): Transcript {
  return {
    version: 1,
    language: 'en',
    durationSeconds: segments.at(-1)?.[1] ?? 0,
    text: segments.map(([, , text]) => text).join(' '),
    segments: segments.map(([startSeconds, endSeconds, text]) => ({
      startSeconds,
      endSeconds,
      text,
      estimated: false,
    })),
    quality: [],
    models: [],
    costMicros: 0,
  };
}

describe('buildCues', () => {
  it('makes one cue of a segment that fits, in lines that are even', () => {
    const text = 'The ferry left the harbour a little after six that day.';
    expect(buildCues(transcriptOf([1, 5, text]), layout)).toEqual([
      {
        startMs: 1000,
        endMs: 5000,
        lines: ['The ferry left the harbour', 'a little after six that day.'],
      },
    ]);
  });

  it('divides a long segment after a clause', () => {
    const text =
      'The ferry left the harbour a little after six, when the lamps along the quay were still lit and nobody was about.';
    const cues = buildCues(transcriptOf([0, 9, text]), layout);
    expect(cues.map((cue) => cue.lines.join(' '))).toEqual([
      'The ferry left the harbour a little after six,',
      'when the lamps along the quay were still lit and nobody was about.',
    ]);
    expect(cues[0]?.endMs).toBe(cues[1]?.startMs);
    expect(cues[0]?.endMs).toBeGreaterThan(3000);
    expect(cues[0]?.endMs).toBeLessThan(4200);
  });

  it('takes the times of words where they are known', () => {
    const transcript = {
      ...transcriptOf([0, 12, 'So he came. And nobody knew why.']),
      words: [
        ...[0, 0.5, 1].map((start, index) => ({
          startSeconds: start,
          endSeconds: start + 0.4,
          text: ['So', 'he', 'came.'][index] ?? '',
        })),
        ...[9, 9.5, 10, 10.5].map((start, index) => ({
          startSeconds: start,
          endSeconds: start + 0.4,
          text: ['And', 'nobody', 'knew', 'why.'][index] ?? '',
        })),
      ],
    };
    expect(buildCues(transcript, layout)).toEqual([
      { startMs: 0, endMs: 1400, lines: ['So he came.'] },
      { startMs: 9000, endMs: 10_900, lines: ['And nobody knew why.'] },
    ]);
  });

  it('puts very short sentences together, and lets a short cue stay for a second', () => {
    const cues = buildCues(
      transcriptOf([0, 0.4, 'No.'], [0.5, 0.9, 'Yes.'], [3, 3.3, 'Oh.'], [8, 9, 'Well.']),
      layout,
    );
    expect(cues).toEqual([
      { startMs: 0, endMs: 1000, lines: ['No. Yes.'] },
      { startMs: 3000, endMs: 4000, lines: ['Oh.'] },
      { startMs: 8000, endMs: 9000, lines: ['Well.'] },
    ]);
  });

  it('gives sentences of their own a cue of their own, though two would fit', () => {
    const cues = buildCues(
      transcriptOf([0, 3, 'He came into the room.'], [3, 6, 'Nobody spoke.']),
      layout,
    );
    expect(cues.map((cue) => cue.lines)).toEqual([['He came into the room.'], ['Nobody spoke.']]);
  });

  it('joins sentences that would be over too soon to read', () => {
    const cues = buildCues(
      transcriptOf([0, 0.5, 'He came in here.'], [0.5, 1, 'She went out.']),
      layout,
    );
    expect(cues).toEqual([{ startMs: 0, endMs: 1000, lines: ['He came in here. She went out.'] }]);
  });

  it('divides a sentence without clauses into even parts', () => {
    const text =
      'The ferry left the harbour a little after six that day when the lamps along the quay were lit.';
    const [first, second, ...more] = buildCues(transcriptOf([0, 8, text]), layout).map((cue) =>
      cue.lines.join(' '),
    );
    expect(more).toEqual([]);
    expect(Math.abs((first?.length ?? 0) - (second?.length ?? 0))).toBeLessThan(8);
  });

  it('gives every cue a time of its own where there is hardly any', () => {
    const crowd = Array.from({ length: 60 }, () => 'crowded').join(' ');
    const cues = buildCues(transcriptOf([1, 1.002, crowd], [1.003, 1.004, crowd]), layout);
    expect(cues.length).toBeGreaterThan(11);
    for (const [index, { startMs, endMs }] of cues.entries()) {
      expect(startMs).toBeGreaterThanOrEqual(cues[index - 1]?.endMs ?? 1000);
      expect(endMs).toBeGreaterThan(startMs);
    }
  });

  it('counts ideographs as two columns', () => {
    const text = '港を出たのは六時を少し過ぎたころで岸壁の灯はまだ消えていなかったと鞠子は思った。';
    const cues = buildCues(transcriptOf([0, 6, text]), layout);
    expect(cues.flatMap((cue) => cue.lines).join('')).toBe(text);
    expect(cues.every((cue) => cue.lines.every((line) => line.length <= 21))).toBe(true);
  });

  it('shows a mark for a long gap no longer than any cue', () => {
    expect(buildCues(transcriptOf([10, 300, '[inaudible\u00a000:00:10]']), layout)).toEqual([
      { startMs: 10_000, endMs: 17_000, lines: ['[inaudible\u00a000:00:10]'] },
    ]);
  });

  it('keeps all words in order, in cues that rise, last and fit, of any transcript', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const cues = buildCues(transcript, layout);
        const shown = cues.map((cue) => cue.lines.join(' ')).join(' ');
        expect(shown.replaceAll(/\s/g, '')).toBe(transcript.text.replaceAll(/\s/g, ''));
        let reached = 0;
        for (const { startMs, endMs, lines } of cues) {
          expect(startMs).toBeGreaterThanOrEqual(reached);
          expect(endMs).toBeGreaterThan(startMs);
          expect(endMs - startMs).toBeLessThanOrEqual(7000);
          expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true);
          expect(lines.length).toBeLessThanOrEqual(2);
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(42);
          reached = endMs;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows a word that is wider than a line whole, on a line of its own', () => {
    const wide = 'w'.repeat(60);
    const cues = buildCues(transcriptOf([0, 5, `so ${wide} it was`]), layout);
    expect(cues.flatMap((cue) => cue.lines)).toContain(wide);
  });

  it('takes time in proportion to the length of the book', () => {
    const segments = Array.from({ length: 6000 }, (_, index): [number, number, string] => [
      index * 4.8,
      index * 4.8 + 4.5,
      'The ferry left the harbour a little after six, when the lamps were still lit.',
    ]);
    const before = performance.now();
    expect(buildCues(transcriptOf(...segments), layout).length).toBeGreaterThan(5999);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
