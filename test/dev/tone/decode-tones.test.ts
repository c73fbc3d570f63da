import { describe, expect, it } from '@jest/globals';
import { createToneDecoder, decodeTones } from '../../../dev/tone/decode-tones.ts';
import { createSeededRandom } from '../../../domain/seeded-random.ts';
import { damagedToken } from '../../../dev/tone/word-code.ts';
import { multilingualText, speak, wordsOf } from './tone-samples.ts';

function texts(samples: Int16Array): string[] {
  return decodeTones(samples).map((word) => word.text);
}

describe('decodeTones', () => {
  it.each([undefined, -50, -40, -35])('reads every script back, noise %p dBFS', (noiseDbfs) => {
    const options = noiseDbfs === undefined ? {} : { noiseDbfs };
    expect(texts(speak(multilingualText, options).samples)).toEqual(wordsOf(multilingualText));
  });

  it('tells when each word begins and ends, to the millisecond', () => {
    const { speech, samples } = speak(multilingualText, { seed: 3 });
    for (const [index, heard] of decodeTones(samples).entries()) {
      const spoken = speech.words[index];
      expect(Math.abs(heard.startSeconds - (spoken?.startSeconds ?? 0))).toBeLessThan(0.001);
      expect(Math.abs(heard.endSeconds - (spoken?.endSeconds ?? 0))).toBeLessThan(0.001);
    }
  });

  it('reads run-on speech', () => {
    expect(texts(speak(multilingualText, { runOn: true }).samples)).toEqual(
      wordsOf(multilingualText),
    );
  });

  it('reads a stream in whatever pieces it comes, over many of its blocks', () => {
    const text = Array(12).fill(multilingualText).join(' ');
    const { samples } = speak(text);
    expect(samples.length).toBeGreaterThan(2 * 30 * 8_000);
    const decoder = createToneDecoder();
    for (let at = 0; at < samples.length; at += 1_237)
      decoder.push(samples.subarray(at, at + 1_237));
    const heard = decoder.finish();
    expect(heard.map((word) => word.text)).toEqual(wordsOf(text));
    expect(heard).toEqual(decodeTones(samples));
  });

  it('hears nothing in silence, noise and steady tones', () => {
    const random = createSeededRandom(1);
    const seconds = 5 * 8_000;
    const noise = Int16Array.from({ length: seconds }, () => (random() - 0.5) * 20_000);
    const tone = Int16Array.from({ length: seconds }, (_, index) => 9_000 * Math.sin(index * 0.8));
    for (const samples of [new Int16Array(0), new Int16Array(seconds), noise, tone]) {
      expect(decodeTones(samples)).toEqual([]);
    }
  });

  it('marks a word that is spoilt in the middle, and only that one', () => {
    const { speech, samples } = speak('one spoilt three');
    const word = speech.words[1];
    const middle = (((word?.startSeconds ?? 0) + (word?.endSeconds ?? 0)) / 2) * 8_000;
    samples.fill(0, middle, middle + 200);
    const heard = decodeTones(samples);
    expect(heard.map(({ text }) => text)).toEqual(['one', damagedToken, 'three']);
    expect(heard.map(({ damaged }) => damaged)).toEqual([false, true, false]);
  });
});

describe('a cut', () => {
  const { speech, samples } = speak('before the cut, after the cut.', { seed: 2 });
  const cutWord = speech.words[2];
  const next = speech.words[3];

  /** What both sides of a cut say, joined. */
  function hearBothSides(atSeconds: number): string[] {
    const at = Math.round(atSeconds * 8_000);
    return [...texts(samples.slice(0, at)), ...texts(samples.slice(at))];
  }

  it('inside a word is seen, or has harmed nothing', () => {
    const whole = texts(samples);
    const start = cutWord?.startSeconds ?? 0;
    const end = cutWord?.endSeconds ?? 0;
    for (let at = start; at < end; at += 0.001) {
      const heard = hearBothSides(at);
      const seen = heard.includes(damagedToken);
      expect({ at, fine: seen || heard.join(' ') === whole.join(' ') }).toEqual({ at, fine: true });
      const deep = at - start > 0.02 && end - at > 0.02;
      expect({ at, seen: seen || !deep }).toEqual({ at, seen: true });
    }
  });

  it('is seen from either side that holds 20 ms of the word', () => {
    const start = cutWord?.startSeconds ?? 0;
    const end = cutWord?.endSeconds ?? 0;
    for (let at = start + 0.02; at <= end - 0.02; at += 0.001) {
      const sample = Math.round(at * 8_000);
      for (const side of [samples.slice(0, sample), samples.slice(sample)]) {
        expect({ at, heard: texts(side) }).toEqual({
          at,
          heard: expect.arrayContaining([damagedToken]),
        });
      }
    }
  });

  it('in a gap never raises a false alarm', () => {
    for (let at = cutWord?.endSeconds ?? 0; at < (next?.startSeconds ?? 0); at += 0.001) {
      expect(hearBothSides(at)).toEqual(['before', 'the', 'cut,', 'after', 'the', 'cut.']);
    }
  });
});
