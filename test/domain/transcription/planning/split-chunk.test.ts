import { describe, expect, it } from '@jest/globals';
import type { TimeSpan } from '../../../../domain/transcription/analysis/audio-analysis.ts';
import type { PlannedChunk } from '../../../../domain/transcription/planning/chunk-plan.ts';
import { chunkTranscriptSchema } from '../../../../domain/transcription/stitching/chunk-transcript.ts';
import { joinHalves } from '../../../../domain/transcription/planning/join-halves.ts';
import { splitChunk } from '../../../../domain/transcription/planning/split-chunk.ts';
import { stitchTranscript } from '../../../../domain/transcription/stitching/stitch-transcript.ts';
import { heard, span } from '../support/stitch-input.ts';

function chunkOf(startSeconds: number, endSeconds: number, speech: TimeSpan[]): PlannedChunk {
  return { index: 4, startSeconds, endSeconds, overlapSeconds: 0, speech };
}

const paused = chunkOf(100, 200, [
  span(100, 110),
  span(115, 140),
  span(141, 190),
  span(190.5, 199),
]);

describe('splitChunk', () => {
  it('cuts in the longest pause of the middle half', () => {
    expect(splitChunk(paused)).toEqual([
      { ...paused, endSeconds: 140.5, speech: [span(100, 110), span(115, 140)] },
      { ...paused, startSeconds: 140.5, speech: [span(141, 190), span(190.5, 199)] },
    ]);
  });

  it('cuts in the middle, with an overlap, where nobody pauses', () => {
    expect(splitChunk(chunkOf(0, 100, [span(0, 100)]))).toMatchObject([
      { startSeconds: 0, endSeconds: 51.5, speech: [span(0, 51.5)] },
      { startSeconds: 48.5, endSeconds: 100, overlapSeconds: 3, speech: [span(48.5, 100)] },
    ]);
  });

  it('leaves short chunks whole', () => {
    expect(splitChunk(chunkOf(0, 19, [span(0, 19)]))).toBeNull();
  });
});

describe('joinHalves', () => {
  const [first, second] = splitChunk(paused) ?? [paused, paused];
  const words = [
    { startSeconds: 1, endSeconds: 2, text: 'He' },
    { startSeconds: 2, endSeconds: 3, text: 'came' },
  ];
  const segments = [{ startSeconds: 1, endSeconds: 3, text: 'He came.' }];

  it('makes one chunk of two, with times from its own beginning', () => {
    const half = heard('He came.', { words, segments });
    const joined = joinHalves(
      [
        { chunk: first, transcript: half },
        { chunk: second, transcript: { ...half, flags: ['sparse_text'] } },
      ],
      100,
    );
    expect(chunkTranscriptSchema.parse(joined)).toEqual({
      text: 'He came. He came.',
      language: 'en',
      model: 'whisper-1',
      segments: [
        { startSeconds: 1, endSeconds: 3, text: 'He came.' },
        { startSeconds: 41.5, endSeconds: 43.5, text: 'He came.' },
      ],
      words: [
        { startSeconds: 1, endSeconds: 2, text: 'He' },
        { startSeconds: 2, endSeconds: 3, text: 'came.' },
        { startSeconds: 41.5, endSeconds: 42.5, text: 'He' },
        { startSeconds: 42.5, endSeconds: 43.5, text: 'came.' },
      ],
      flags: ['sparse_text', 'split_in_half'],
    });
  });

  it('gives no times where one half has none', () => {
    const halves = [
      { chunk: first, transcript: heard('He came.', { words, segments }) },
      { chunk: second, transcript: heard('She left.') },
    ];
    const joined = joinHalves(halves, 100);
    expect(joined.text).toBe('He came. She left.');
    expect(joined).not.toHaveProperty('segments');
    expect(joined).not.toHaveProperty('words');
  });

  it('marks the half that could not be made out, with its time in the recording', () => {
    const halves = [
      { chunk: first, transcript: heard('He came.', { words, segments }) },
      { chunk: second, transcript: null },
    ];
    const joined = joinHalves(halves, 100);
    expect(joined.text).toBe('He came. [inaudible\u00a000:02:21]');
    expect(joined.flags).toEqual(['split_in_half', 'gap']);
    expect(joined.segments?.[1]).toEqual({
      startSeconds: 41,
      endSeconds: 99,
      text: '[inaudible\u00a000:02:21]',
    });

    const plan = {
      version: 1 as const,
      durationSeconds: 200,
      sourceSha256: '0'.repeat(64),
      chunks: [
        { ...chunkOf(0, 100, []), index: 0 },
        { ...paused, index: 1 },
      ],
    };
    const transcript = stitchTranscript({ plan, chunks: [null, joined], costMicros: 0 });
    // Five seconds of silence lie between the two.
    expect(transcript.text).toBe('He came.\n\n[inaudible\u00a000:02:21]');
    expect(
      transcript.segments.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]),
    ).toEqual([
      [101, 103],
      [141, 199],
    ]);
  });

  it('merges the overlap of halves that no pause parts, and says where they do not agree', () => {
    const [left, right] = splitChunk(chunkOf(0, 100, [span(0, 100)])) ?? [paused, paused];
    const join = (earlier: string, later: string) =>
      joinHalves(
        [
          { chunk: left, transcript: heard(earlier) },
          { chunk: right, transcript: heard(later) },
        ],
        0,
      );
    expect(join('and the lanterns of the harbour', 'lanterns of the harbour burned')).toMatchObject(
      {
        text: 'and the lanterns of the harbour burned',
        flags: ['split_in_half'],
      },
    );
    expect(join('this and that', 'wholly other things').flags).toContain('doubtful_seam');
  });

  it('joins nothing to nothing', () => {
    const silent = { chunk: { ...first, speech: [] }, transcript: null };
    expect(joinHalves([silent, silent], 100)).toEqual({
      text: '',
      language: null,
      model: '',
      flags: ['split_in_half'],
    });
  });
});
