import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { clockTime } from '../../../../domain/transcription/formats/clock-time.ts';
import { toJson } from '../../../../domain/transcription/formats/to-json.ts';
import { toSrt } from '../../../../domain/transcription/formats/to-srt.ts';
import { toTxt } from '../../../../domain/transcription/formats/to-txt.ts';
import { toVtt } from '../../../../domain/transcription/formats/to-vtt.ts';
import { transcriptDocumentSchema } from '../../../../domain/transcription/formats/transcript-document.ts';
import type { Transcript } from '../../../../domain/transcription/stitching/transcript.ts';
import { arbitraryTranscript } from '../support/arbitrary-transcript.ts';
import { readSrt, readVtt } from '../support/read-subtitles.ts';

const transcript: Transcript = {
  version: 1,
  language: 'en',
  durationSeconds: 3610,
  text: 'Tom & Anna <3 came.\n\nThey left.',
  segments: [
    { startSeconds: 0.5, endSeconds: 2.25, text: 'Tom & Anna <3 came.', estimated: false },
    { startSeconds: 3605, endSeconds: 3607.5, text: 'They left.', estimated: true },
  ],
  words: [{ startSeconds: 0.5, endSeconds: 0.8, text: 'Tom' }],
  quality: [{ startSeconds: 0, endSeconds: 300, flags: ['sparse_text'] }],
  models: ['gpt-4o-transcribe'],
  costMicros: 4200,
};

const nothing: Transcript = { ...transcript, text: '', segments: [], words: [], quality: [] };

describe('toTxt', () => {
  it('is the text with a line feed at its end', () => {
    expect(toTxt(transcript)).toBe('Tom & Anna <3 came.\n\nThey left.\n');
    expect(toTxt(nothing)).toBe('');
  });
});

describe('toSrt', () => {
  it('numbers its cues', () => {
    expect(toSrt(transcript)).toBe(
      '1\n00:00:00,500 --> 00:00:02,250\nTom & Anna <3 came.\n\n' +
        '2\n01:00:05,000 --> 01:00:07,500\nThey left.\n',
    );
    expect(toSrt(nothing)).toBe('');
  });
});

describe('toVtt', () => {
  it('escapes its text and says that times are estimated', () => {
    expect(toVtt(transcript)).toBe(
      'WEBVTT\n\n' +
        'NOTE Times are estimated from the pauses in the recording where the speech model gave none.\n\n' +
        '00:00:00.500 --> 00:00:02.250\nTom &amp; Anna &lt;3 came.\n\n' +
        '01:00:05.000 --> 01:00:07.500\nThey left.\n',
    );
    expect(toVtt(nothing)).toBe('WEBVTT\n');
  });
});

describe('toJson', () => {
  it('is the public document', () => {
    const document = transcriptDocumentSchema.strict().parse(JSON.parse(toJson(transcript)));
    expect(document).toEqual({
      version: 1,
      language: 'en',
      duration_seconds: 3610,
      text: transcript.text,
      segments: [
        { start_seconds: 0.5, end_seconds: 2.25, text: 'Tom & Anna <3 came.', estimated: false },
        { start_seconds: 3605, end_seconds: 3607.5, text: 'They left.', estimated: true },
      ],
      words: [{ start_seconds: 0.5, end_seconds: 0.8, text: 'Tom' }],
      quality: [{ start_seconds: 0, end_seconds: 300, flags: ['sparse_text'] }],
      models: ['gpt-4o-transcribe'],
      cost_micros: 4200,
    });
  });

  it('has no words where none are known', () => {
    const { words: _words, ...without } = transcript;
    expect(JSON.parse(toJson(without))).not.toHaveProperty('words');
  });
});

describe('clockTime', () => {
  it.each([
    [0, '00:00:00,000'],
    [59_999, '00:00:59,999'],
    [3_600_000, '01:00:00,000'],
    [359_999_999, '99:59:59,999'],
    [360_000_000, '100:00:00,000'],
    [4_500_061_001, '1250:01:01,001'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(clockTime(milliseconds, ',')).toBe(text);
  });
});

describe('every format', () => {
  it('says all words in order when it is read back', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (any) => {
        const said = any.text.replaceAll(/\s/g, '');
        const read = (cues: { lines: string[] }[]): string =>
          cues
            .flatMap((cue) => cue.lines)
            .join('')
            .replaceAll(/\s/g, '');
        expect(read(readSrt(toSrt(any)))).toBe(said);
        expect(read(readVtt(toVtt(any)))).toBe(said);
        expect(toTxt(any).replaceAll(/\s/g, '')).toBe(said);
        const document = transcriptDocumentSchema.parse(JSON.parse(toJson(any)));
        expect(document.segments.map((segment) => segment.text).join(' ')).toBe(any.text);
      }),
    );
  });

  it('keeps to the lines and to the order that it promises', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (any) => {
        expect(
          Math.max(
            0,
            ...toVtt({
              ...any,
              segments: any.segments.map((segment) => ({ ...segment, estimated: false })),
            })
              .split('\n')
              .map((line) => line.length),
          ),
        ).toBeLessThanOrEqual(65);
        const rising = (cues: { startMs: number; endMs: number }[]): boolean =>
          cues.every(
            (cue, index) => cue.endMs > cue.startMs && cue.startMs >= (cues[index - 1]?.endMs ?? 0),
          );
        expect(rising(readSrt(toSrt(any)))).toBe(true);
        expect(rising(readVtt(toVtt(any)))).toBe(true);
      }),
    );
  });

  it('passes a hundred hours without a change of shape', () => {
    const late = transcript.segments.map((segment) => ({
      ...segment,
      startSeconds: segment.startSeconds + 400_000,
      endSeconds: segment.endSeconds + 400_000,
    }));
    const long = { ...transcript, durationSeconds: 500_000, segments: late };
    expect(readSrt(toSrt(long))[0]?.startMs).toBe(400_000_500);
    expect(readVtt(toVtt(long))[1]?.endMs).toBe(403_607_500);
  });
});
