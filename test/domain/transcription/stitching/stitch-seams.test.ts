import { describe, expect, it } from '@jest/globals';
import type { ChunkPlan } from '../../../../domain/transcription/planning/chunk-plan.ts';
import type { ChunkTranscript } from '../../../../domain/transcription/stitching/chunk-transcript.ts';
import { stitchTranscript } from '../../../../domain/transcription/stitching/stitch-transcript.ts';
import { transcriptSchema } from '../../../../domain/transcription/stitching/transcript.ts';
import { heard, planOf, span } from '../support/stitch-input.ts';

function stitch(plan: ChunkPlan, chunks: (ChunkTranscript | null)[]) {
  const transcript = stitchTranscript({ plan, chunks, costMicros: 1200 });
  expect(transcriptSchema.parse(transcript)).toEqual(transcript);
  return transcript;
}

describe('the seams of a stitched transcript', () => {
  it('begins a paragraph after a long pause at the end of a sentence', () => {
    const speech = [span(0, 3), span(5, 8), span(8.5, 12), span(14.5, 17), span(22, 26)];
    const text =
      'One two three. Four five six, seven eight nine. Ten eleven twelve, so he said and left the room';
    const { text: stitched } = stitch(planOf({ endSeconds: 26, speech }), [heard(text)]);
    expect(stitched.startsWith('One two three.\n\nFour')).toBe(true);
    expect(stitched.replaceAll('\n\n', ' ')).toBe(text);
  });

  it('begins no paragraph in a sentence, however long its reader thinks', () => {
    const segments = [
      { startSeconds: 0, endSeconds: 3, text: 'He came into the room' },
      { startSeconds: 5, endSeconds: 8, text: 'and left. Nobody spoke.' },
      { startSeconds: 10, endSeconds: 12, text: 'Then' },
      { startSeconds: 16.5, endSeconds: 18, text: 'they wept.' },
    ];
    const speech = segments.map(({ startSeconds, endSeconds }) => span(startSeconds, endSeconds));
    const text = segments.map((segment) => segment.text).join(' ');
    expect(stitch(planOf({ endSeconds: 18, speech }), [heard(text, { segments })]).text).toBe(
      'He came into the room and left. Nobody spoke.\n\nThen\n\nthey wept.',
    );
  });

  it('begins a paragraph at a seam only where the pause says so', () => {
    const chunks = [heard('He came.'), heard('She left.'), heard('Then rain fell')];
    const seams = planOf(
      { endSeconds: 10, speech: [span(0, 9)] },
      { endSeconds: 20, speech: [span(11.5, 19.8)] },
      { endSeconds: 30, speech: [span(20.2, 30)] },
    );
    expect(stitch(seams, chunks).text).toBe('He came.\n\nShe left. Then rain fell');
    const long = planOf(
      { endSeconds: 10, speech: [span(0, 9)] },
      { endSeconds: 20, speech: [] },
      { endSeconds: 30, speech: [span(20.2, 30)] },
    );
    // Without a full stop it takes a much longer rest.
    expect(stitch(long, [heard('He came'), null, heard('and went')]).text).toBe(
      'He came\n\nand went',
    );
  });

  it('leaves a mark with its time where speech could not be made out', () => {
    const plan = planOf(
      { endSeconds: 10 },
      { endSeconds: 20, speech: [span(11, 13), span(14, 19)] },
      { endSeconds: 30 },
      { endSeconds: 40 },
    );
    const gap = heard('', { flags: ['gap', 'fallback_model'], model: 'none' });
    const transcript = stitch(plan, [heard('He came'), gap, null, heard('and left.')]);
    expect(transcript.text).toBe(
      'He came [inaudible\u00a000:00:11] [inaudible\u00a000:00:20] and left.',
    );
    expect(transcript.segments[1]).toEqual({
      startSeconds: 11,
      endSeconds: 19,
      text: '[inaudible\u00a000:00:11]',
      estimated: true,
    });
    expect(transcript.quality).toEqual([
      { startSeconds: 10, endSeconds: 20, flags: ['gap', 'fallback_model'] },
      { startSeconds: 20, endSeconds: 30, flags: ['gap'] },
    ]);
    expect(transcript.models).toEqual(['whisper-1']);
  });

  it('reports the flags of chunks, and seams on which two chunks did not agree', () => {
    const plan = planOf(
      { endSeconds: 10 },
      { startSeconds: 7, endSeconds: 20, overlapSeconds: 3 },
      { endSeconds: 30 },
    );
    const chunks = [
      heard('this and that and nothing more'),
      heard('wholly different things were said', { flags: ['sparse_text'] }),
      heard('at last'),
    ];
    const { quality, text } = stitch(plan, chunks);
    expect(quality).toEqual([
      { startSeconds: 7, endSeconds: 20, flags: ['sparse_text'] },
      { startSeconds: 7, endSeconds: 10, flags: ['doubtful_seam'] },
    ]);
    expect(text).toBe('this and that and nothing more wholly different things were said at last');
  });

  it('gives an overlap to the side that heard it', () => {
    const overlapped = planOf(
      { endSeconds: 10 },
      { startSeconds: 7, endSeconds: 20, overlapSeconds: 3 },
    );
    const gap = heard('', { flags: ['gap'] });
    const before = stitch(overlapped, [heard('All of it was heard.'), gap]);
    expect(before.segments.map((segment) => [segment.startSeconds, segment.endSeconds])).toEqual([
      [0, 10],
      [10, 20],
    ]);
    const after = stitch(overlapped, [gap, heard('All of it was heard.')]);
    expect(after.segments.map((segment) => [segment.startSeconds, segment.endSeconds])).toEqual([
      [0, 7],
      [7, 20],
    ]);
    expect(after.quality).toEqual([{ startSeconds: 0, endSeconds: 10, flags: ['gap'] }]);
  });

  it('trims a segment of which the seam took a part', () => {
    const plan = planOf({ endSeconds: 10 }, { startSeconds: 7, endSeconds: 20, overlapSeconds: 3 });
    const first = 'far below them the lanterns of the harbour were burning';
    const second = 'lanterns of the harbour were burning and nobody spoke';
    const transcript = stitch(plan, [
      heard(first, { segments: [{ startSeconds: 0, endSeconds: 10, text: first }] }),
      heard(second, { segments: [{ startSeconds: 0, endSeconds: 13, text: second }] }),
    ]);
    expect(transcript.text).toBe(
      'far below them the lanterns of the harbour were burning and nobody spoke',
    );
    const [left, right] = transcript.segments;
    expect(left?.startSeconds).toBe(0);
    expect(left?.endSeconds).toBeLessThanOrEqual(right?.startSeconds ?? 0);
    // 13 of the 45 letters of the later segment are dropped, and so is their share of its 13 seconds.
    expect(right?.startSeconds).toBeCloseTo(7 + (13 / 45) * 13, 2);
    expect(right?.endSeconds).toBe(20);
  });
});
