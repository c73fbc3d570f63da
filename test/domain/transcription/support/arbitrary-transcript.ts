import * as fc from 'fast-check';
import { joinUnits, splitIntoUnits } from '../../../../domain/transcription/text/text-units.ts';
import type { Transcript } from '../../../../domain/transcription/stitching/transcript.ts';

const words = fc.constantFrom(
  ...'the of a river, lantern “Where?” gone. night; — … Tom & <b> --> 猫である。 「はい」 1. \u00a0! naïve'.split(
    ' ',
  ),
  'unputdownable-and-then-some-more',
  '[inaudible\u00a000:00:10]',
);

/** Any transcript that keeps the promises of its schema: segments in order, all of the text, words in part. */
export const arbitraryTranscript: fc.Arbitrary<Transcript> = fc
  .array(
    fc.record({
      words: fc.array(words, { minLength: 1, maxLength: 40 }),
      restMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4000 })),
      lastsMs: fc.integer({ min: 1, max: 30_000 }),
      hasWords: fc.boolean(),
      estimated: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((list) => {
    let timeMs = 0;
    const timedWords: NonNullable<Transcript['words']> = [];
    const segments = list.map((segment) => {
      timeMs += segment.restMs;
      const startSeconds = timeMs / 1000;
      timeMs += segment.lastsMs;
      const endSeconds = timeMs / 1000;
      const text = segment.words.join(' ');
      if (segment.hasWords) {
        const units = splitIntoUnits(text);
        const share = (endSeconds - startSeconds) / units.length;
        for (const [index, unit] of units.entries()) {
          const start = startSeconds + index * share;
          timedWords.push({
            startSeconds: start,
            endSeconds: start + share * 0.8,
            text: unit.text,
          });
        }
      }
      return {
        startSeconds,
        endSeconds,
        text: joinUnits(splitIntoUnits(text)),
        estimated: segment.estimated,
      };
    });
    const transcript: Transcript = {
      version: 1,
      language: null,
      durationSeconds: timeMs / 1000,
      text: segments.map((segment) => segment.text).join(' '),
      segments,
      quality: [],
      models: [],
      costMicros: 0,
    };
    return timedWords.length > 0 ? Object.assign(transcript, { words: timedWords }) : transcript;
  });
