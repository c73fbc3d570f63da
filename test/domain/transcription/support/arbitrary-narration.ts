import * as fc from 'fast-check';
import type { SpokenWord } from './simulated-narration.ts';

const vocabulary = (
  'the of and a to in was he that it his her with as had for she not at but be on they have him which said ' +
  'river lantern orchard winter letter window harbour thunder silence garden copper shoulder evening ' +
  'mother doctor journey feather marble whisper morning corner station kettle ribbon castle shadow island ' +
  'remember gather wander carry listen answer follow promise wonder tremble open close break hold turn keep'
).split(' ');

/**
 * Prose as a narrator reads it: rests after commas and full stops, some long ones between paragraphs. Neither
 * biased nor shrunk, as both make texts of one word only, whose overlaps nobody could tell apart.
 */
export function arbitraryProse(words: { min: number; max: number }): fc.Arbitrary<SpokenWord[]> {
  const word = fc.record({
    pick: fc.nat(vocabulary.length - 1),
    ending: fc.constantFrom('', '', '', '', '', '', ',', '.'),
    pace: fc.integer({ min: 45, max: 75 }),
    rest: fc.integer({ min: 0, max: 9 }),
  });
  const prose = fc
    .array(word, { minLength: words.min, maxLength: words.max, size: 'max' })
    .map((picked) => {
      let capital = true;
      return picked.map(({ pick, ending, pace, rest }) => {
        const plain = vocabulary[pick] ?? '';
        const text = (capital ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain) + ending;
        capital = ending === '.';
        return {
          text,
          seconds: 0.08 + (plain.length * pace) / 1000,
          restSeconds: restAfter(ending, rest),
        };
      });
    });
  return fc.noShrink(fc.noBias(prose));
}

function restAfter(ending: string, rest: number): number {
  if (ending === '.') return rest === 9 ? 2.5 : 0.4 + rest / 20;
  return ending === ',' ? 0.14 + rest / 40 : 0.06;
}

/** The same words without any rest that could be cut in. */
export function runOn(words: readonly SpokenWord[]): SpokenWord[] {
  return words.map((word) => ({ ...word, restSeconds: 0.06 + (word.restSeconds % 0.06) }));
}
