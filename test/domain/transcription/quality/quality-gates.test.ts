import { describe, expect, it } from '@jest/globals';
import {
  checkChunk,
  type ChunkToCheck,
  isSparse,
} from '../../../../domain/transcription/quality/quality-gates.ts';
import {
  medianSpeechRate,
  speechRate,
} from '../../../../domain/transcription/quality/speech-rate.ts';
import { prose } from '../support/prose.ts';

const sentence =
  'The keeper of the light climbed the stairs with a lamp in one hand and a loaf under his arm.';
function check(chunk: Partial<ChunkToCheck>) {
  return checkChunk({
    text: sentence,
    outputTokens: null,
    maxOutputTokens: null,
    speechSeconds: 6,
    medianLettersPerSecond: null,
    prompt: null,
    ...chunk,
  });
}

describe('checkChunk', () => {
  it('finds nothing wrong with a good chunk', () => {
    const good = { text: prose, speechSeconds: 70, medianLettersPerSecond: 14, outputTokens: 260 };
    expect(check({ ...good, maxOutputTokens: 2000, prompt: 'The Light, by A. Moor' })).toEqual([]);
    expect(check({})).toEqual([]);
    expect(check({ text: '', speechSeconds: 0 })).toEqual([]);
  });

  it.each([
    [2000, 2000, true],
    [1990, 2000, true],
    [1900, 2000, false],
    [null, 2000, false],
    [2000, null, false],
  ])(
    'of %p tokens with a cap of %p: truncated is %p',
    (outputTokens, maxOutputTokens, truncated) => {
      const flags = check({ outputTokens, maxOutputTokens });
      expect(flags.includes('output_truncated')).toBe(truncated);
    },
  );

  it('finds text that is too little for the speech, by the pace of the book', () => {
    expect(check({ speechSeconds: 60, medianLettersPerSecond: 14 })).toEqual(['sparse_text']);
    expect(check({ text: '', speechSeconds: 60, medianLettersPerSecond: 14 })).toEqual([
      'sparse_text',
    ]);
    expect(check({ speechSeconds: 60 })).toEqual([]);
    expect(check({ speechSeconds: 9, text: 'Chapter one.', medianLettersPerSecond: 14 })).toEqual(
      [],
    );
  });

  it('finds a decoder that runs in circles', () => {
    const loop = 'And then he went home. '.repeat(12);
    expect(check({ text: loop, speechSeconds: 20 })).toEqual(['repetitive_text']);
  });

  it('finds text on silence, and more text than the speech can hold', () => {
    expect(check({ speechSeconds: 0 })).toEqual(['text_on_silence']);
    expect(check({ speechSeconds: 1 })).toEqual(['text_on_silence']);
    expect(check({ text: 'Oh, no.', speechSeconds: 0.2 })).toEqual([]);
    expect(check({ text: '…', speechSeconds: 0 })).toEqual([]);
  });

  it('finds a long prompt that was given back', () => {
    const prompt = `This is the audiobook The Keeper of the Light by Ada Moor. Names: Ivo, Maren, Skerryvore.`;
    const echoed = `Well. ${prompt.toUpperCase()} And so it ended.`;
    expect(check({ text: echoed, prompt, speechSeconds: 30 })).toEqual(['prompt_echo']);
    const half = 'This is the audiobook The Keeper of the Light by Ada Moor.';
    expect(check({ text: half, prompt, speechSeconds: 5 })).toEqual([]);
    expect(
      check({ text: half, prompt: `${half} ${prose.slice(0, 200)}`, speechSeconds: 9 }),
    ).toEqual([]);
  });

  it('lets a narrator read out the title, but not in place of a whole chunk', () => {
    const prompt = 'The Old Pier, by Ada Moor';
    const title = 'The Old Pier. By Ada Moor.';
    expect(check({ text: `${title} ${sentence}`, prompt, speechSeconds: 10 })).toEqual([]);
    expect(check({ text: title, prompt, speechSeconds: 2 })).toEqual([]);
    expect(check({ text: title, prompt, speechSeconds: 40 })).toEqual(['prompt_echo']);
    expect(check({ text: title, prompt: '—', speechSeconds: 2 })).toEqual([]);
  });
});

describe('the pace of a book', () => {
  const japanese = '灯台守は片手に灯を持ち、腕にはパンを抱えて、長い階段をゆっくりと上っていった。';
  const chinese = '守灯人一手提着灯，一手抱着面包，慢慢地走上长长的楼梯。';

  it('is about the same in languages that write with and without spaces', () => {
    const english = speechRate(sentence.repeat(3), 15) ?? 0;
    // Read at about 7.5 morae and 4.5 syllables a second, as languages of their kind are.
    expect((speechRate(japanese.repeat(3), 3 * 6.5) ?? 0) / english).toBeCloseTo(1, 0);
    expect((speechRate(chinese.repeat(3), 3 * 5.2) ?? 0) / english).toBeCloseTo(1, 0);
  });

  it('does not make a Chinese chapter of an English book look sparse', () => {
    const median = medianSpeechRate([speechRate(sentence.repeat(3), 15)]);
    expect(isSparse(speechRate(chinese.repeat(3), 3 * 6), median)).toBe(false);
    expect(isSparse(speechRate(chinese, 3 * 6), median)).toBe(true);
  });

  it('is the median of the chunks that have enough speech to tell', () => {
    expect(medianSpeechRate([10, null, 14, 30])).toBe(14);
    expect(medianSpeechRate([14, 10])).toBe(12);
    expect(medianSpeechRate([null])).toBeNull();
    expect(speechRate('Chapter one.', 3)).toBeNull();
    expect(isSparse(null, 14)).toBe(false);
    expect(isSparse(5.5, 14)).toBe(true);
    expect(isSparse(5.7, 14)).toBe(false);
  });
});
