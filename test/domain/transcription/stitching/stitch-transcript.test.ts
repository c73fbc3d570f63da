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

describe('stitchTranscript', () => {
  it('joins chunks with single spaces and says what they are from', () => {
    const plan = planOf({ endSeconds: 10 }, { endSeconds: 20 });
    const second = heard(' and\tleft. ', { model: 'gpt-4o-transcribe' });
    expect(stitch(plan, [heard('She  came\nin'), second])).toMatchObject({
      text: 'She came in and left.',
      language: 'en',
      durationSeconds: 20,
      models: ['whisper-1', 'gpt-4o-transcribe'],
      costMicros: 1200,
      quality: [],
    });
  });

  it('refuses texts that do not fit the plan', () => {
    const input = { plan: planOf({ endSeconds: 10 }), chunks: [], costMicros: 0 };
    expect(() => stitchTranscript(input)).toThrow(RangeError);
  });

  it('puts no space between ideographs, unless the text does so itself', () => {
    const plan = planOf({ endSeconds: 10 }, { endSeconds: 20 }, { endSeconds: 30 });
    const japanese = [heard('吾輩は猫'), heard('である。名前は'), heard('Tamaだ。')];
    expect(stitch(plan, japanese).text).toBe('吾輩は猫である。名前は Tamaだ。');
    const spaced = [heard('吾輩は 猫で'), heard('ある 名前は'), heard('まだ 無い')];
    expect(stitch(plan, spaced).text).toBe('吾輩は 猫で ある 名前は まだ 無い');
  });

  it('moves the provider’s times to the place of the chunk', () => {
    const plan = planOf({ endSeconds: 10 }, { endSeconds: 20 });
    const segments = [
      { startSeconds: 0.5, endSeconds: 2, text: ' He came.' },
      { startSeconds: 2.5, endSeconds: 4, text: ' She left.' },
    ];
    const words = [
      { startSeconds: 0.5, endSeconds: 1, text: 'He' },
      { startSeconds: 1, endSeconds: 2, text: 'came' },
      { startSeconds: 2.5, endSeconds: 3, text: 'She' },
      { startSeconds: 3, endSeconds: 4, text: 'left' },
    ];
    const transcript = stitch(
      plan,
      [null, heard('He came. She left.', { segments, words })].with(0, heard('')),
    );
    expect(transcript.segments).toEqual([
      { startSeconds: 10.5, endSeconds: 12, text: 'He came.', estimated: false },
      { startSeconds: 12.5, endSeconds: 14, text: 'She left.', estimated: false },
    ]);
    expect(transcript.words?.[3]).toEqual({ startSeconds: 13, endSeconds: 14, text: 'left.' });
  });

  it('makes sentences of words where there are no segments', () => {
    const words = [
      { startSeconds: 1, endSeconds: 2, text: 'Go' },
      { startSeconds: 3, endSeconds: 4, text: 'Stay' },
      { startSeconds: 4, endSeconds: 5, text: 'here' },
    ];
    expect(
      stitch(planOf({ endSeconds: 9 }), [heard('Go! Stay here.', { words })]).segments,
    ).toEqual([
      { startSeconds: 1, endSeconds: 2, text: 'Go!', estimated: false },
      { startSeconds: 3, endSeconds: 5, text: 'Stay here.', estimated: false },
    ]);
  });

  it('estimates times from the pauses where the provider gave none', () => {
    const plan = planOf({ endSeconds: 10, speech: [span(1, 4), span(5, 9)] });
    const text = 'It was a cold and quiet evening. Nobody had seen the boat come into the harbour.';
    expect(stitch(plan, [heard(text)]).segments).toEqual([
      { startSeconds: 1, endSeconds: 4, text: 'It was a cold and quiet evening.', estimated: true },
      {
        startSeconds: 5,
        endSeconds: 9,
        text: 'Nobody had seen the boat come into the harbour.',
        estimated: true,
      },
    ]);
  });

  it('estimates times where the provider’s are of another text, or one segment is all', () => {
    const segments = [
      { startSeconds: 0, endSeconds: 9, text: 'Something else altogether, my dear.' },
    ];
    const plan = planOf({ endSeconds: 100 });
    expect(stitch(plan, [heard('He came. She left.', { segments })]).segments).toHaveLength(2);
    const coarse = [{ startSeconds: 0, endSeconds: 100, text: 'He came. She left.' }];
    const coarsely = stitch(plan, [heard('He came. She left.', { segments: coarse })]);
    expect(coarsely.segments.map((segment) => segment.estimated)).toEqual([true, true]);
  });

  it('divides a long sentence after a clause near its middle, else between words', () => {
    const long = 'and they walked and they talked and they looked at the sea and the sky'.repeat(2);
    const text = `${long} for an hour or so, ${long} and that was all.`;
    const { segments } = stitch(planOf({ endSeconds: 60 }), [heard(text)]);
    expect(segments.map((segment) => segment.text).join(' ')).toBe(text);
    expect(segments.some((segment) => segment.text.endsWith('or so,'))).toBe(true);
  });

  it('divides sentences that are too long to be one segment', () => {
    const clause = 'and so they walked on through the rain for another mile';
    const text = `${Array.from({ length: 12 }, () => clause).join(', ')}.`;
    const { segments } = stitch(planOf({ endSeconds: 60 }), [heard(text)]);
    expect(segments.length).toBeGreaterThan(3);
    expect(Math.max(...segments.map((segment) => segment.text.length))).toBeLessThan(260);
    expect(segments.slice(0, -1).every((segment) => segment.text.endsWith(','))).toBe(true);
    expect(segments.map((segment) => segment.text).join(' ')).toBe(text);
  });

  it('takes the language in which most is said', () => {
    const plan = planOf({ endSeconds: 10 }, { endSeconds: 20 }, { endSeconds: 30 });
    const chunks = [
      heard('Bonjour', { language: 'fr' }),
      heard('and so they met again', { language: 'en' }),
      heard('who knows', { language: null }),
    ];
    expect(stitch(plan, chunks).language).toBe('en');
    expect(
      stitch(
        plan,
        [null, null, null].map(() => heard('', { language: null })),
      ).language,
    ).toBeNull();
  });

  it('makes an empty transcript of silence', () => {
    const plan = planOf({ endSeconds: 10, speech: [] });
    const silent = stitch(plan, [null]);
    expect(silent).toMatchObject({
      text: '',
      segments: [],
      quality: [],
      models: [],
      language: null,
    });
    expect(silent.words).toBeUndefined();
  });
});
